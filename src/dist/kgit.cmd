@echo off
rem Starts kgit on Windows. JAVA_HOME: the JDK or JRE (17 or later), else the java of the PATH. KGIT_OPTS: options for the JVM.
setlocal
for %%d in ("%~dp0..") do set "KGIT_HOME=%%~fd"
set "KGIT_JAVA=java"
if defined JAVA_HOME set "KGIT_JAVA=%JAVA_HOME%\bin\java"
"%KGIT_JAVA%" -XX:TieredStopAtLevel=1 -XX:C1MaxInlineLevel=2 -XX:C1MaxInlineSize=12 -XX:-UsePerfData -Xlog:disable ^
  -XX:+UseParallelGC -XX:ParallelGCThreads=2 -XX:-UseAdaptiveSizePolicy -XX:NewSize=64m -XX:MaxTenuringThreshold=0 ^
  "-Dkgit.home=%KGIT_HOME%" "-Dkgit.example=%KGIT_HOME%\example" ^
  -Dorg.apache.kafka.automatic.config.providers=none ^
  -Dslf4j.provider=org.slf4j.nop.NOPServiceProvider -Dslf4j.internal.verbosity=WARN ^
  %KGIT_OPTS% -cp "%KGIT_HOME%\lib\*" dev.kgit.cli.Main %*
exit /b %ERRORLEVEL%
