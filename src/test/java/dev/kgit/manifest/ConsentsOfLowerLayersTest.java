package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.Lifecycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A consent to what one layer says is none to a delete that another says. */
class ConsentsOfLowerLayersTest {

    private static Lifecycle terms(String base, String dev) {
        MemoryTree tree = MemoryTree.minimal()
                .with("environments/base/x.yaml", "topics: { x: { " + base + " } }")
                .resources("topics: { x: { " + dev + " } }");
        return Reading.topic(Reading.desired(tree), "x").lifecycle();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allow: { data-loss: cut agreed }, config: { retention.ms: 1d }",
                "allow: [data-loss], partitions: 1",
                "allow: [data-loss]",
                "state: absent, allow: [data-loss]"
            })
    void openNoDeleteThatAHigherLayerSays(String base) {
        assertThat(terms(base, "state: absent").allow()).isEmpty();
        assertThat(terms(base, "state: absent, allow: { data-loss: nobody reads it }")
                        .allow())
                .containsOnlyKeys("data-loss")
                .containsValue("nobody reads it");
        assertThat(terms(base, "state: absent, allow: { take-over: agreed }").allow())
                .containsOnlyKeys("take-over");
    }

    @Test
    void openNothingElseThanTheDeleteThatTheyAreFor() {
        assertThat(terms("state: absent, allow: [data-loss]", "state: present, config: { retention.ms: 1d }")
                        .allow())
                .isEmpty();
    }

    @Test
    void countWhereTheHigherLayerSaysNothingOfADelete() {
        assertThat(terms("allow: [data-loss], partitions: 1", "config: { retention.ms: 1d }")
                        .allows("data-loss"))
                .isTrue();
        assertThat(terms("state: present, allow: [data-loss]", "state: present").allows("data-loss"))
                .isTrue();
        assertThat(terms("state: absent", "allow: [data-loss]").allows("data-loss"))
                .isTrue();
    }
}
