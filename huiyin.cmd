@echo off
rem huiyin COMMAND: the office's commands; huiyin --help lists them. Installs what is missing first.
setlocal
set "here=%~dp0"
set "node=%here%node_modules\node\bin\node.exe"
if exist "%node%" ("%node%" "%here%tools\install.mjs" run) else (node "%here%tools\install.mjs" run)
if errorlevel 3 goto go
if errorlevel 1 exit /b %errorlevel%
:go
set "heap="
if "%~1"=="import" set "heap=--max-old-space-size=320 --max-semi-space-size=8"
"%node%" %heap% "%here%app\cli.ts" %*
