package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.ManySeconds;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What holds of {@code fmt} for all files, over repositories drawn at random. {@code -Dkgit.seed=N} draws others, {@code
 * -Dkgit.rounds=N} so many times more of them.
 */
@ManySeconds
class FormatLawsTest {

    private static final long SEED = Long.getLong("kgit.seed", 4397145755279L);
    /** A comment as {@link RandomYaml} writes them. */
    private static final Pattern NUMBERED =
            Pattern.compile("# (why|a: b|- c|it's \"so\"|\uD83D\uDE80|7d|[{] \\[) [0-9]+");

    private static final int REPOSITORIES = 150 * Integer.getInteger("kgit.rounds", 1);

    @Test
    void keepsWhatIsAskedForAndAllCommentsAndIsAtRestAfterwards() {
        int valid = 0;
        for (long seed = SEED; seed < SEED + REPOSITORIES; seed++) {
            SortedMap<String, String> files = RandomRepository.of(seed);
            MemoryTree tree = RandomRepository.tree(files);
            List<Diagnostic> errors =
                    Reading.problems(tree).stream().filter(Diagnostic::isError).toList();
            if (!errors.isEmpty()) {
                continue;
            }
            valid++;
            SortedMap<String, String> formatted = new TreeMap<>(files);
            formatted.putAll(format(files, "seed " + seed));
            assertThat(said(formatted)).as("seed " + seed).isEqualTo(said(files));
            String drawn = "seed " + seed;
            files.forEach((path, text) -> assertThat(words(formatted.get(path)))
                    .as("%s %s\n%s", drawn, path, text)
                    .isEqualTo(words(text)));
            assertThat(format(formatted, "seed " + seed + " again"))
                    .as("seed " + seed + " again, of " + files)
                    .isEmpty();
        }
        assertThat(valid).isGreaterThan(REPOSITORIES * 2 / 3);
    }

    private static SortedMap<String, String> format(Map<String, String> files, String what) {
        Map<String, byte[]> contents = new TreeMap<>();
        files.forEach((path, text) -> {
            if (path.endsWith(".yaml")) {
                contents.put(path, text.getBytes(StandardCharsets.UTF_8));
            }
        });
        FormatSession session = new FormatSession(RandomRepository.tree(files), BuiltInKinds.SECTIONS);
        assertThat(session.files()).as(what).containsExactlyInAnyOrderElementsOf(contents.keySet());
        FormatSession.Formatted formatted = session.format(contents, false);
        assertThat(formatted.wrong()).as("%s %s", what, files).isEmpty();
        return formatted.changed();
    }

    /** All that the repository asks for, by id and path. */
    private static Map<String, String> said(Map<String, String> files) {
        MemoryTree tree = RandomRepository.tree(files);
        DesiredState desired = Reading.desired(tree);
        Map<String, String> said = new TreeMap<>();
        desired.state().resources().forEach((id, resource) -> {
            said.put(id.toString(), resource.lifecycle().toString());
            AdoptionEdits.values(resource).forEach((path, value) -> said.put(id + " " + path, value));
        });
        said.put("kafka", values(desired.environment().kafka()));
        said.put("throttle", "" + desired.environment().throttle());
        said.put(
                "drift",
                ""
                        + desired.environment().ignoredDrift().stream()
                                .map(drift -> drift.id() + drift.path())
                                .toList());
        desired.connectClusters().forEach((name, cluster) -> said.put(name, values(cluster.worker())));
        return said;
    }

    private static String values(Map<String, dev.kgit.model.FieldValue> values) {
        List<String> all = new ArrayList<>();
        values.forEach((key, value) -> all.add(key + "=" + value.value()));
        return String.join(" ", all);
    }

    /** Comments with the number that each has, wherever they stand. */
    private static List<String> words(String text) {
        return NUMBERED.matcher(text).results().map(MatchResult::group).sorted().toList();
    }
}
