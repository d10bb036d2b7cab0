@echo off
rem Builds the command line if its sources are newer than the last build, then runs it: egnn --help
rem JAVA_HOME, JAVA_OPTS and EGNN_CUDA as in the script egnn.
setlocal
set "ROOT=%~dp0"
set "CLASS_PATH_FILE=%ROOT%egnn-examples\target\classpath.txt"
set "EXAMPLES_JAR=%ROOT%egnn-examples\target\egnn-examples-0.1.0.jar"

set NEEDS_BUILD=1
if exist "%EXAMPLES_JAR%" if exist "%CLASS_PATH_FILE%" (
    powershell -NoProfile -Command "$built = (Get-Item $env:CLASS_PATH_FILE).LastWriteTime; $newer = Get-ChildItem -Recurse -File ($env:ROOT + 'pom.xml'), ($env:ROOT + 'egnn-*\pom.xml'), ($env:ROOT + 'egnn-*\src\main') | Where-Object { $_.LastWriteTime -gt $built }; $missing = (Get-Content -Encoding UTF8 $env:CLASS_PATH_FILE).Split(';') | Where-Object { -not (Test-Path -LiteralPath $_) }; if ($newer -or $missing) { exit 1 }"
    if not errorlevel 1 set NEEDS_BUILD=
)
if defined NEEDS_BUILD (
    echo Building egnn-djl; the first time, Maven also downloads about 200 MB of libraries ... 1>&2
    call "%ROOT%mvnw.cmd" -q -B -f "%ROOT%pom.xml" -pl egnn-examples -am package -Dmaven.test.skip=true -Dmaven.javadoc.skip=true -Dmaven.source.skip=true -Dspotless.check.skip=true -Djacoco.skip=true 1>&2
    if errorlevel 1 exit /b 1
)

rem A class path may be longer than a variable: Java reads it from a file, which other processes may be reading.
set "ARGUMENTS=%ROOT%egnn-examples\target\java.args"
powershell -NoProfile -Command "$jars = (Get-Content -Encoding UTF8 $env:CLASS_PATH_FILE).Split(';'); $options = @(); if ($env:EGNN_CUDA) { $jars = $jars | Where-Object { $_ -notlike '*pytorch-native-cpu*' } } elseif ($jars -like '*pytorch-native-cpu*') { $options += '-Dai.djl.offline=true' }; $path = (@($env:EXAMPLES_JAR) + $jars) -join ';'; $options += '-cp'; $options += '\"' + $path.Replace('\', '\\') + '\"'; if ((@(Get-Content -Encoding Default -ErrorAction SilentlyContinue $env:ARGUMENTS) -join ' ') -cne ($options -join ' ')) { Set-Content -Encoding Default -Path $env:ARGUMENTS -Value $options }"
if errorlevel 1 exit /b 1

set COMMIT_OPTION=
for /f "delims=" %%c in ('git -C "%ROOT%." describe --always --dirty "--abbrev=40" "--exclude=*" 2^>nul') do set "COMMIT_OPTION=-Degnn.commit=%%c"
set OPT_OUT_TRACKING=true
set JAVA=java
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" "@%ARGUMENTS%" %COMMIT_OPTION% -Djava.awt.headless=true %JAVA_OPTS% io.egnn.examples.Main %*
exit /b %ERRORLEVEL%
