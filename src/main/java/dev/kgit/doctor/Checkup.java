package dev.kgit.doctor;

import dev.kgit.doctor.CheckResult.Health;
import java.util.List;

/** All that was found, in the order in which it is told. */
public record Checkup(String environment, List<CheckResult> signs) {

    public Checkup {
        signs = List.copyOf(signs);
    }

    public long count(Health health) {
        return signs.stream().filter(sign -> sign.health() == health).count();
    }

    /** Whether the desired-state files have errors. */
    public boolean filesWrong() {
        return signs.stream()
                .anyMatch(sign -> sign.health() == Health.ERROR && sign.about().equals(CheckResult.FILES));
    }

    /** Whether anything else has. */
    public boolean worldWrong() {
        return signs.stream()
                .anyMatch(sign -> sign.health() == Health.ERROR && !sign.about().equals(CheckResult.FILES));
    }
}
