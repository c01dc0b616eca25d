package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Operation;
import dev.kgit.fixture.ManySeconds;
import dev.kgit.kinds.principal.PrincipalOperation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many histories of commits, applies, failures, deaths and strangers' hands, each of which has to keep what
 * {@link OwnershipModel} says. {@code -Dkgit.histories=5000} runs more of them, {@code -Dkgit.seed=N} begins elsewhere.
 */
@Order(2)
@ManySeconds
class OwnershipModelTest {

    private static final int HISTORIES = Integer.getInteger("kgit.histories", 40);
    private static final long SEED = Long.getLong("kgit.seed", 1L);

    @TempDir
    Path folder;

    @Test
    void nothingIsDeletedThatThisProjectDidNotMakeOrFindAsDeclared() {
        List<Operation> deletes = LongStream.range(SEED, SEED + HISTORIES)
                .parallel()
                .boxed()
                .flatMap(seed -> deletes(seed).stream())
                .toList();
        String why = "a model that deletes nothing shows nothing";
        assertThat(deletes).as(why).hasSizeGreaterThan(HISTORIES / 10);
        assertThat(deletes).as(why).anyMatch(PrincipalOperation.DeleteAcls.class::isInstance);
    }

    private List<Operation> deletes(long seed) {
        String told = "";
        try {
            OwnershipModel model = new OwnershipModel(folder.resolve("history-" + seed), seed);
            try {
                model.live();
            } finally {
                told = model.told();
            }
            return model.deletes();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError("history " + seed + ": " + told + "\n" + broken.getMessage(), broken);
        }
    }
}
