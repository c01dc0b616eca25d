package dev.kgit.doctor;

import dev.kgit.doctor.CheckResult.Health;
import java.util.List;

/** All that was found, in the order in which it is told. */
public record Checkup(String environment, List<CheckResult> results) {

    public Checkup {
        results = List.copyOf(results);
    }

    public long count(Health health) {
        return results.stream().filter(result -> result.health() == health).count();
    }

    /** Whether the desired-state files have errors. */
    public boolean filesWrong() {
        return results.stream()
                .anyMatch(result ->
                        result.health() == Health.ERROR && result.about().equals(CheckResult.FILES));
    }

    /** Whether anything else has. */
    public boolean worldWrong() {
        return results.stream()
                .anyMatch(result ->
                        result.health() == Health.ERROR && !result.about().equals(CheckResult.FILES));
    }
}
