# What a developer does, one target each. MAVEN=./mvnw where there is no Maven.
MAVEN := $(shell command -v mvn >/dev/null 2>&1 && echo mvn || echo ./mvnw)

.PHONY: build check test soak format lint demo bench release clean

build: ## the distribution, without tests: target/kgit-VERSION/, .tar.gz, .zip
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
	$(MAVEN) -q -B -Dkgit.folder.only=true clean compile

demo: ## builds kgit and shows its main job on a real broker and worker
	./kgit demo

bench: ## measures; see docs/benchmarks.md
	bench/run

release: ## the distribution with checksums and a bill of materials
	$(MAVEN) -B -Prelease -DskipTests clean package

clean:
	$(MAVEN) -q -B clean
