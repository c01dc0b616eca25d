package dev.kgit.git;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.internal.util.CleanupService;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit sees of the machine: nothing but the repository's own configuration. Reading the system's configuration forks
 * git twice; reading the user's lets a setting in somebody's home change a plan; and without a known timestamp resolution
 * JGit measures it for seconds, writing probe files into the repository and the result into the home folder.
 */
final class IsolatedSystemReader extends SystemReader.Delegate {

    private IsolatedSystemReader(SystemReader machine) {
        super(machine);
    }

    /** JGit has one of these for the whole program. */
    static void install() {
        SystemReader current = SystemReader.getInstance();
        if (current.getClass() != IsolatedSystemReader.class) {
            leaveCleanUpToUs();
            SystemReader.setInstance(new IsolatedSystemReader(current));
        }
    }

    /**
     * Otherwise JGit registers a shutdown hook, and for its messages loads all of its 900 texts by reflection: a twentieth of
     * what a plan costs. What the hook would end are threads that measure file systems, and none is measured here.
     */
    private static void leaveCleanUpToUs() {
        // This constructor, for hosts with a life cycle of their own, makes itself the one instance.
        new CleanupService();
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    private static final class Empty extends FileBasedConfig {

        private static final String FILESYSTEM = "filesystem";

        Empty(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // What JGit finds out about the machine is not worth a file in the user's home.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        /** Two seconds is the coarsest clock of any file system: JGit looks twice where it could have looked once. */
        @Override
        public long getTimeUnit(String section, String subsection, String name, long ifUnset, TimeUnit unit) {
            return FILESYSTEM.equals(section)
                    ? unit.convert(2, TimeUnit.SECONDS)
                    : super.getTimeUnit(section, subsection, name, ifUnset, unit);
        }
    }
}
