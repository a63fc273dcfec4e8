/** The desks this client shows, in the order of the menu: one line each. */

import { affairsScreens } from '../desks/affairs/screens/pages.ts'
import { archivesScreens } from '../desks/archives/screens/pages.ts'
import { incomingScreens } from '../desks/incoming/screens/pages.ts'
import { lettersScreens } from '../desks/letters/screens/pages.ts'
import { screens as outgoingScreens } from '../desks/outgoing/screens/pages.ts'
import { petitionsScreens } from '../desks/petitions/screens/pages.ts'
import type { DeskScreens } from '../web/desk-pages.ts'

export const desks: readonly DeskScreens[] = [lettersScreens, affairsScreens, petitionsScreens, incomingScreens, archivesScreens, outgoingScreens]
