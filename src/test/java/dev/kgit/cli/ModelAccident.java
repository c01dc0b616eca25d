package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cli.ModelRepository.Checkout;
import dev.kgit.cli.ModelWorld.Habit;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.Operation;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What may happen to one apply in {@link OwnershipModel}: nothing, mostly. */
final class ModelAccident {

    private final ModelProject project;
    private final ModelWorld world;
    private final Checkout checkout;
    private final CliFixture kgit;
    private final Supplier<List<Operation>> sent;
    private final Consumer<ResourceId> disturbed;
    private final Runnable moved;
    private final List<String> shown = new ArrayList<>();

    /** What the platform refuses. */
    @Nullable
    ResourceId failing;

    /** How much had been sent when nothing more may be; negative where all may. */
    int lastToSend = -1;

    boolean stopped;
    boolean killed;

    /** Whether something that is read is not what the commit has. */
    boolean dirty;

    /**
     * @param sent what the run has sent so far
     * @param disturbed told what somebody has changed by hand
     * @param moved told that the platform is not any more as it was before the run
     */
    ModelAccident(
            ModelProject project,
            Checkout checkout,
            CliFixture kgit,
            Supplier<List<Operation>> sent,
            Consumer<ResourceId> disturbed,
            Runnable moved) {
        this.project = project;
        this.world = project.world;
        this.checkout = checkout;
        this.kgit = kgit;
        this.sent = sent;
        this.disturbed = disturbed;
        this.moved = moved;
    }

    /** A change that is not committed, in a file that some other file names, or that Git ignores. */
    private void spoilsTheTree() {
        if (!world.often(Habit.DIRT)) {
            return;
        }
        Path tree = checkout.folder();
        if (checkout.files().connectors().containsKey("c2") && world.random.nextBoolean()) {
            dirty = true;
            ModelRepository.write(
                    tree.resolve("connectors/c2.json"),
                    checkout.files().connectors().get("c2").json().replace("\"version\": \"", "\"version\": \"1"));
        } else if (!checkout.files().own().containsKey("d")
                && !checkout.files().base().containsKey("d")) {
            dirty = true;
            String environment = project.repository.environment();
            ModelRepository.write(
                    tree.resolve("environments/" + environment + "/ignored.yaml"),
                    "topics: { d: { partitions: 1, replicationFactor: 1 } }\n");
        }
    }

    /** Prepares what cuts the run short once it has sent something; told in words. */
    String cutsShort() {
        return happens(world.random.nextInt(5), 1);
    }

    /** Prepares what happens to the run; told in words. */
    String comes() {
        spoilsTheTree();
        if (world.often(Habit.WAITING)) {
            waits();
            return ", which waits for the lease";
        }
        if (world.has(Habit.DRIFT) && world.onceIn(3)) {
            afterSending(1, this::looksForDrift);
            return ", while somebody looks for drift";
        }
        return happens(world.random.nextInt(world.often(Habit.ACCIDENTS) ? 7 : 40), 1 + world.random.nextInt(3));
    }

    /** @param after how much has been sent by then */
    private String happens(int what, int after) {
        return switch (what) {
            case 0 -> {
                failing = world.any(List.of(
                        ConnectorKind.id("main", world.any(ModelWorld.CONNECTORS)),
                        PrincipalKind.id(world.any(ModelWorld.PRINCIPALS)),
                        TopicKind.id(world.any(world.topics))));
                world.platform.cluster.fail(failing, Diagnostic.error("KG300", "refused"));
                yield ", where " + failing + " fails";
            }
            case 1 -> {
                afterSending(after, () -> {
                    killed = true;
                    world.platform.log.dies();
                    throw new AssertionError("killed");
                });
                yield ", killed after " + after;
            }
            case 2 -> {
                afterSending(after, () -> {
                    lastToSend = sent.get().size();
                    world.platform
                            .ledger(project.name(), project.repository.environment())
                            .breakLease();
                });
                yield ", losing its lease after " + after;
            }
            case 3 -> {
                afterSending(
                        after,
                        () -> world.platform.cluster.down(
                                new KgitException.Unavailable(Diagnostic.error("KG400", "no answer"))));
                yield ", after " + after + " of which nobody answers";
            }
            case 4 -> {
                isStopped(after);
                yield ", stopped by Ctrl-C after " + after;
            }
            case 5 -> {
                afterSending(after, this::looksForDrift);
                yield ", while somebody looks for drift";
            }
            case 6 -> {
                world.platform.log.refusesAfter(after);
                yield ", which can't write to the ledger after " + after;
            }
            default -> "";
        };
    }

    private void afterSending(int number, Runnable what) {
        int[] count = {0};
        world.platform.cluster.afterEach(action -> {
            if (++count[0] == number) {
                what.run();
            }
        });
    }

    private void isStopped(int after) {
        BooleanSupplier[] press = {() -> false};
        kgit.interrupts(taker -> {
            press[0] = taker;
            return () -> {};
        });
        afterSending(after, () -> {
            stopped = true;
            lastToSend = sent.get().size();
            press[0].getAsBoolean();
        });
    }

    private void waits() {
        Ledger.Lease lease = world.platform
                .ledger(project.name(), project.repository.environment())
                .acquire(new Ledger.Holder("ben", "ci-7", null), Duration.ZERO, claim -> {})
                .orElseThrow();
        world.platform.log.meanwhile(() -> {
            world.stranger(checkout.files(), disturbed);
            world.stranger(checkout.files(), disturbed);
            lease.close();
            moved.run();
        });
    }

    private void looksForDrift() {
        Result drift = kgit.run("drift", "--format", "json");
        shown.addAll(ModelJson.ids(drift.out(), "items"));
    }

    /** What was told as drift while the run was about it. */
    List<String> shownMeanwhile() {
        return shown;
    }

    /** All is well again. */
    void isOver() {
        cleansTheTree();
        world.platform.cluster.afterEach(action -> {}).up();
        ModelWorld.TOPICS.forEach(topic -> world.platform.cluster.heal(TopicKind.id(topic)));
        ModelWorld.PRINCIPALS.forEach(name -> world.platform.cluster.heal(PrincipalKind.id(name)));
        ModelWorld.CONNECTORS.forEach(name -> world.platform.cluster.heal(ConnectorKind.id("main", name)));
        world.platform.log.meanwhile(() -> {});
        if (!killed && lastToSend < 0) {
            assertThat(world.platform
                            .ledger(project.name(), project.repository.environment())
                            .read()
                            .claim()
                            .filter(claim -> !claim.holder().by().equals("ben")))
                    .as("the lease after the run")
                    .isEmpty();
        }
        world.platform.log.lives();
    }

    private void cleansTheTree() {
        if (dirty && checkout.folder().equals(project.repository.folder())) {
            checkout.folder()
                    .resolve("environments/" + project.repository.environment() + "/ignored.yaml")
                    .toFile()
                    .delete();
            if (checkout.files().connectors().containsKey("c2")) {
                ModelRepository.write(
                        checkout.folder().resolve("connectors/c2.json"),
                        checkout.files().connectors().get("c2").json());
            }
        }
    }
}
