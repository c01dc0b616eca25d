package bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The topics that everything here is about. */
final class Topics {

    /** What each of them sets itself. */
    static final Map<String, String> CONFIG = Map.of("retention.ms", "604800000", "cleanup.policy", "delete");

    private Topics() {}

    static List<String> names(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, "%s.topic-%05d", prefix, i))
                .toList();
    }
}
