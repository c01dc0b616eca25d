package dev.kgit.apply;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.ResourceChange;

/** What happens while a plan is applied, in the order in which it happens. */
public sealed interface ApplyEvent {

    <T> T accept(Visitor<T> visitor);

    /** A listener for every case. */
    interface Visitor<T> {
        T started(Started event);

        T progressed(Progressed event);

        T done(Done event);

        T failed(Failed event);

        T skipped(Skipped event);
    }

    /** The change is being sent. */
    record Started(ResourceChange change) implements ApplyEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.started(this);
        }
    }

    /** Something long has come this far. */
    record Progressed(ResourceId id, String text) implements ApplyEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.progressed(this);
        }
    }

    /** The platform shows the change. */
    record Done(ResourceChange change) implements ApplyEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.done(this);
        }
    }

    record Failed(ResourceChange change, Diagnostic why) implements ApplyEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.failed(this);
        }
    }

    /** Not tried, because something that it depends on failed. */
    record Skipped(ResourceChange change, Diagnostic why) implements ApplyEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.skipped(this);
        }
    }
}
