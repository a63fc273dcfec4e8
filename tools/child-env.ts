/** What a program a test starts is given of ours: the path, the language it is read in, and where Node finds what it compiled before (half of a start is compiling). */
export const childEnv = { PATH: process.env.PATH, HUIYIN_LANG: 'zh', NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }
