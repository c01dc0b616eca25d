package dev.kgit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {

    private final Random random = new Random(1);

    @Test
    void countsTheSameWhateverBothWordsBeginAndEndWith() {
        for (int i = 0; i < 2_000; i++) {
            String a = word();
            String b = word();
            assertThat(DidYouMean.distance(a, b)).as(a + " " + b).isEqualTo(keystrokes(a, b));
        }
    }

    @Test
    void whatHasNoLetterInCommonIsNotMeant() {
        assertThat(DidYouMean.closest("2", List.of("0", "1"))).isEmpty();
        assertThat(DidYouMean.closest("al", List.of("all", "0"))).hasValue("all");
    }

    @Test
    void aKeyMayMissItsLastWord() {
        List<String> keys = List.of("linger.ms", "retention.ms", "retention.bytes", "topic.name", "topics");
        assertThat(DidYouMean.closestKey("linger", keys)).hasValue("linger.ms");
        assertThat(DidYouMean.closestKey("lingr.ms", keys)).hasValue("linger.ms");
        assertThat(DidYouMean.closestKey("retention", keys)).as("one of two").isEmpty();
        assertThat(DidYouMean.closestKey("topic", keys)).as("a keystroke first").hasValue("topics");
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    /** As the definition says it, in as many steps as there are ways. */
    private static int keystrokes(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        String x = a.substring(1);
        String y = b.substring(1);
        int fewest = Math.min(
                Math.min(keystrokes(x, b), keystrokes(a, y)) + 1,
                keystrokes(x, y) + (a.charAt(0) == b.charAt(0) ? 0 : 1));
        boolean swapped = a.length() > 1 && b.length() > 1 && a.charAt(0) == b.charAt(1) && a.charAt(1) == b.charAt(0);
        return swapped ? Math.min(fewest, keystrokes(a.substring(2), b.substring(2)) + 1) : fewest;
    }
}
