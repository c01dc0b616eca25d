package dev.kgit.concurrent;

import java.util.concurrent.ThreadFactory;

/** Threads that keep no process alive. */
public final class BackgroundThreads {

    private BackgroundThreads() {}

    public static Thread start(String name, Runnable work) {
        Thread thread = thread(name, work);
        thread.start();
        return thread;
    }

    static ThreadFactory factory(String name) {
        return work -> thread(name, work);
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
