package dev.kgit.cli;

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
    private static final Map<String, String> NOT_HERE = Map.of(
            "the file is not one that a test can write, or the limit is too large to be reached in a moment",
                    "KG003 KG005 KG006 KG009 KG010 KG025 KG026 KG042",
            "it is only told: there is nothing to do",
                    "KG153 KG154 KG155 KG156 KG157 KG159 KG160 KG161 KG165 KG166 KG217 KG221 KG222 KG305 KG306 KG317 KG167 KG168 KG224 KG318 KG352"
                            + " KG354 KG365 KG612 KG616 KG621 KG622 KG704 KG711 KG714 KG743 KG746 KG760 KG761 KG762 KG799",
            "it takes a broker or a worker that answers otherwise than the one in memory, and the hint is about that server",
                    "KG163 KG207 KG218 KG300 KG301 KG302 KG303 KG304 KG307 KG308 KG309 KG310 KG311 KG312 KG313 KG314 KG315"
                            + " KG316 KG350 KG351 KG353 KG356 KG357 KG358 KG359 KG360 KG361 KG362 KG363 KG364 KG366 KG367 KG368 KG400 KG401"
                            + " KG402 KG403 KG404 KG405 KG406 KG407 KG408 KG409 KG410 KG411 KG412 KG450 KG451 KG452 KG453"
                            + " KG454 KG455 KG456 KG457 KG458 KG459 KG501 KG502 KG503 KG505 KG506 KG507 KG508 KG514",
            "it takes another clone, repository, project, ledger or saved plan; tests of those follow the hint of some",
                    "KG164 KG133 KG214 KG215 KG220 KG600 KG601 KG602 KG603 KG604 KG605 KG606 KG607 KG608 KG609 KG610 KG611"
                            + " KG613 KG614 KG615 KG620 KG650 KG651 KG652 KG653 KG654 KG655 KG656 KG657 KG658 KG659 KG660 KG661"
                            + " KG662 KG663 KG664 KG671 KG672 KG673 KG674 KG675 KG676 KG677 KG678 KG679 KG680 KG681 KG690 KG223 KG623 KG718",
            "it is about this machine, the sandbox or what doctor asks of real servers",
                    "KG705 KG706 KG710 KG717 KG733 KG734 KG735 KG736 KG737 KG738 KG739 KG740 KG741 KG742 KG744 KG750 KG751"
                            + " KG752 KG753 KG755 KG756 KG757 KG758 KG759",
            "nobody has written the case yet",
                    "KG001 KG002 KG004 KG007 KG008 KG014 KG016 KG022 KG024 KG031 KG033 KG035 KG036 KG037 KG038 KG039 KG041"
                            + " KG111 KG112 KG114 KG115 KG116 KG117 KG118 KG130 KG131 KG132 KG158 KG702 KG707 KG708 KG712 KG713"
                            + " KG715 KG716 KG719 KG730 KG731 KG127 KG128 KG749");

    @TempDir
    Path folder;

    static Stream<Case> cases() {
        return Stream.of(FileHints.all(), PlanHints.all()).flatMap(List::stream);
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
