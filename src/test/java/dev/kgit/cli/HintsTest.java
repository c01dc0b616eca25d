package dev.kgit.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cli.HintWorld.Case;
import dev.kgit.fixture.ManySeconds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hint works to the letter: whoever does what it says does not see the error again, nor another one in its place. */
@ManySeconds
class HintsTest {

    /** Codes of docs/diagnostics.md whose hints are followed by no case here, by the reason. */
    private static final Map<String, String> NOT_HERE = Map.ofEntries(
            entry(
                    "the file can't be written by a test that may read everything, or has to be enormous",
                    "KG003 KG005 KG010 KG042"),
            entry("KG702 and KG703 tell it before, on every command line", "KG001 KG002"),
            entry("other checks refuse before what would bring it about: KG040, KG109", "KG605 KG158"),
            entry("no file or resource is known that brings it about", "KG131 KG132"),
            entry(
                    "it is only told: there is nothing to do",
                    "KG153 KG154 KG155 KG156 KG157 KG159 KG160 KG161 KG165 KG166 KG167 KG168 KG177 KG178 KG179 KG217 KG221 KG224 KG230 KG233 KG234 KG235 KG305"
                            + " KG306 KG317 KG318 KG352 KG354 KG365 KG612 KG616 KG620 KG621 KG622 KG704 KG711 KG714 KG743"
                            + " KG746 KG760 KG761 KG762 KG765 KG799"),
            entry(
                    "it is what a real broker says, and the hint is about it: the one in memory has words of its own",
                    "KG231 KG232 KG300 KG301 KG302 KG303 KG304 KG307 KG308 KG309 KG310 KG311 KG312 KG313 KG314 KG315 KG316"),
            entry(
                    "it is what a real worker says, and the hint is about it: the one in memory has words of its own",
                    "KG147 KG148 KG227 KG350 KG351 KG353 KG356 KG357 KG358 KG359 KG360 KG361 KG362 KG363 KG364 KG366 KG367 KG368"),
            entry(
                    "it is about the way to a server and its address, and nobody goes that way to the one in memory",
                    "KG163 KG400 KG401 KG402 KG403 KG404 KG405 KG406 KG407 KG408 KG409 KG410 KG411 KG412 KG413 KG414 KG416 KG450 KG451 KG452"
                            + " KG453 KG454 KG455 KG456 KG457 KG458 KG459"),
            entry(
                    "it is about the ledger's topic on a real broker, or a lease that time ends there",
                    "KG652 KG653 KG655 KG656 KG657 KG658"),
            entry("it takes another version of kgit", "KG651 KG674"),
            entry("somebody has to change the cluster between two readings of one run", "KG505"),
            entry("it takes a repository that is broken, and the hint says only what finds out why", "KG601"),
            entry("it takes a submodule of an earlier commit of which nothing is here", "KG613"),
            entry(
                    "it is about this machine, the sandbox or what doctor asks of real servers",
                    "KG733 KG734 KG735 KG736 KG737 KG738 KG739 KG740 KG741 KG742 KG744 KG750 KG751 KG752 KG753 KG755 KG756"
                            + " KG757 KG758 KG759"));

    @TempDir
    Path folder;

    static Stream<Case> cases() {
        return Stream.of(
                        TextHints.all(),
                        FileHints.all(),
                        PrincipalHints.all(),
                        ConnectHints.all(),
                        SchemaHints.all(),
                        PlanHints.all(),
                        CommandHints.all(),
                        LedgerHints.all(),
                        GitHints.all(),
                        SavedPlanHints.all(),
                        RunHints.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void worksToTheLetter(Case tried) {
        HintWorld world = new HintWorld(folder);
        tried.provoke().accept(world);
        Result wrong = world.run(tried.command());
        String said = wrong.out() + wrong.err();
        assertThat(hints(said, tried.code())).as("%s", wrong).anyMatch(hint -> hint.contains(tried.hint()));

        tried.follow().accept(world);
        Result right = world.run(tried.again());
        // What was consented to is still told, and stops nothing.
        boolean error = said.contains("error " + tried.code() + ": ");
        assertThat(right.out() + right.err())
                .as("%s", right)
                .doesNotContain((error ? "error " : " ") + tried.code() + ": ");
        boolean refuses = tried.again().contains("--skip-blocked");
        assertThat(right.exit()).as("%s", right).isEqualTo(refuses ? ExitCode.REFUSED : ExitCode.DONE);
    }

    /** What is said behind this code, down to the next line that is no hint. */
    private static List<String> hints(String said, String code) {
        List<String> lines = said.lines().toList();
        return Stream.iterate(0, i -> i + 1)
                .limit(Math.max(0, lines.size() - 1))
                .filter(i -> lines.get(i).contains(" " + code + ": "))
                .map(i -> lines.get(i + 1).strip())
                .filter(line -> line.startsWith("hint: "))
                .toList();
    }

    @Test
    void isFollowedForEachCodeOrSaidWhyNot() throws IOException {
        Set<String> followed = new TreeSet<>();
        cases().forEach(each -> followed.add(each.code()));
        Set<String> excused = new TreeSet<>();
        NOT_HERE.values().forEach(codes -> excused.addAll(List.of(codes.split(" "))));
        assertThat(excused).doesNotContainAnyElementsOf(followed);
        excused.addAll(followed);
        Set<String> documented = new TreeSet<>();
        Pattern.compile("^### (KG\\d{3}) ", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs/diagnostics.md")))
                .results()
                .forEach(found -> documented.add(found.group(1)));
        assertThat(excused).isEqualTo(documented);
    }
}
