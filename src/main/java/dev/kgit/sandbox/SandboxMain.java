package dev.kgit.sandbox;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The process of the sandbox, a child of kgit with the servers on its class path. It lives as long as its standard input: if
 * kgit dies, however that may be, so does this.
 */
public final class SandboxMain {

    private static final int PATIENCE_SECONDS = 30;

    private SandboxMain() {}

    public static void main(String[] args) throws IOException {
        // Kafka's scan for plugins goes over this path: over the servers' own hundred jars, which takes many seconds
        // and
        // finds what the service files name anyway. Plugins in folders are still scanned.
        System.setProperty("java.class.path", "");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        SandboxServer conversation = new SandboxServer(in, out);
        // A hook, so that it is the same after the input's end, Ctrl-C (which reaches this process too) and a kill.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeOrGiveUp(conversation), "sandbox-close"));
        conversation.run();
        Runtime.getRuntime().exit(0);
    }

    private static void closeOrGiveUp(SandboxServer conversation) {
        Thread lastWord = new Thread(SandboxMain::haltAfterPatience, "sandbox-halt");
        lastWord.setDaemon(true);
        lastWord.start();
        conversation.close();
    }

    private static void haltAfterPatience() {
        try {
            Thread.sleep(PATIENCE_SECONDS * 1000L);
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
