package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What holds of {@code adopt} for all files and fields, over repositories and changes drawn at random. {@code -Dkgit.seed=N}
 * draws others, {@code -Dkgit.rounds=N} so many times more of them.
 */
class AdoptLawsTest {

    private static final long SEED = Long.getLong("kgit.seed", 4397145755279L);
    private static final int REPOSITORIES = 60 * Integer.getInteger("kgit.rounds", 1);

    private int fields;
    private int refused;

    @Test
    void saysWhatIsLiveNothingElseAnewAndStaysFormatted() {
        for (long seed = SEED; seed < SEED + REPOSITORIES; seed++) {
            SortedMap<String, String> files = RandomRepository.of(seed);
            if (seed % 2 == 0) {
                files.replaceAll(AdoptLawsTest::formatted);
            }
            if (Reading.problems(RandomRepository.tree(files)).stream().noneMatch(Diagnostic::isError)) {
                adopt(files, new Random(seed), "seed " + seed);
            }
        }
        assertThat(refused).as("of " + fields).isLessThan(fields / 5);
    }

    private void adopt(SortedMap<String, String> files, Random random, String what) {
        MemoryTree tree = RandomRepository.tree(files);
        DesiredState declared = Reading.desired(tree);
        SortedMap<String, String> wanted = said(declared);
        List<AdoptionEdits.Taking> takings = new ArrayList<>();
        for (Resource resource : declared.state().resources().values()) {
            SortedMap<String, FieldValue> fields = new TreeMap<>(resource.fields());
            TreeSet<String> paths = new TreeSet<>();
            for (String path : List.copyOf(fields.keySet())) {
                if (random.nextInt(4) == 0 && !path.equals("config.connector.class")) {
                    @Nullable String value = other(path, random);
                    paths.add(path);
                    set(fields, path, value);
                }
            }
            if (random.nextInt(4) == 0) {
                String path = "config." + List.of("a.ms", "b.bytes", "c").get(random.nextInt(3));
                paths.add(path);
                set(fields, path, other(path, random));
            }
            if (!paths.isEmpty()) {
                takings.add(new AdoptionEdits.Taking(Resource.live(resource.id(), fields), paths));
            }
        }
        ProposedEdits edits = new AdoptionEdits(
                        new EditSession(tree, SampleLookups.NOTHING, Reading.environment(tree), BuiltInKinds.SECTIONS),
                        declared)
                .adopt(takings, List.of());
        assertThat(edits.refused()).as(what).extracting(Diagnostic::code).allMatch("KG130"::equals);
        refused += edits.refused().size();
        int asked = takings.stream().mapToInt(taking -> taking.paths().size()).sum();
        assertThat(edits.edits().size() + edits.refused().size()).as(what).isEqualTo(asked);
        fields += asked;
        for (ProposedEdits.Edit edit : edits.edits()) {
            String key = edit.id() + " " + edit.path();
            if (edit.after() == null) {
                wanted.remove(key);
            } else {
                wanted.put(key, edit.after());
            }
        }
        SortedMap<String, String> after = new TreeMap<>(files);
        after.putAll(edits.files());
        assertThat(said(Reading.desired(RandomRepository.tree(after)))).as(what).isEqualTo(wanted);
        files.forEach((path, text) -> {
            String now = Objects.requireNonNull(after.get(path));
            assertThat(comments(now))
                    .as("%s %s\n%s\n=>\n%s", what, path, text, now)
                    .containsAll(leading(text));
            if (path.endsWith(".yaml") && formatted(path, text).equals(text)) {
                assertThat(formatted(path, now))
                        .as("%s formatted %s\n%s", what, path, text)
                        .isEqualTo(now);
            }
        });
    }

    private static void set(SortedMap<String, FieldValue> fields, String path, @Nullable String value) {
        if (value == null) {
            fields.remove(path);
        } else {
            fields.put(path, FieldValue.of(value));
        }
    }

    private static @Nullable String other(String path, Random random) {
        if (path.equals("partitions") || path.equals("replicationFactor")) {
            return Integer.toString(7 + random.nextInt(3));
        }
        if (path.equals("state")) {
            return "stopped";
        }
        if (random.nextInt(4) == 0) {
            return null;
        }
        if (path.endsWith(".ms") || path.endsWith(".bytes")) {
            return List.of("1234567", "7200000", "2097152", "-1").get(random.nextInt(4));
        }
        String any = HostileScalars.VALUES.get(random.nextInt(HostileScalars.VALUES.size()));
        return path.contains("config.topics") ? "t0" : any;
    }

    /** Fields by id and path, and what is said beside them. */
    private static SortedMap<String, String> said(DesiredState desired) {
        SortedMap<String, String> said = new TreeMap<>();
        desired.state().resources().forEach((id, resource) -> {
            said.put(id.toString(), resource.lifecycle().toString());
            resource.fields().forEach((path, value) -> said.put(id + " " + path, "" + value.value()));
        });
        return said;
    }

    private static String formatted(String path, String text) {
        String formatted = path.endsWith(".yaml")
                ? YamlFormatter.format(path, text.getBytes(StandardCharsets.UTF_8), BuiltInKinds.SECTIONS)
                        .value()
                : text;
        return formatted == null ? text : formatted;
    }

    private static List<String> comments(String text) {
        return YamlComments.of(text, YamlSyntaxParser.of(text)).stream()
                .map(comment -> text.substring(comment.start(), comment.end()).strip())
                .toList();
    }

    /** Comments with a line of their own: those behind a value go with it. */
    private static List<String> leading(String text) {
        List<String> all = comments(text);
        return Arrays.stream(text.split("\r?\n"))
                .map(String::strip)
                .filter(line -> line.startsWith("#") && all.contains(line))
                .toList();
    }
}
