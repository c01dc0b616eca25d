package dev.kgit.kafka;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a port says to the first thing that every Kafka client says: which requests do you know? Asked before a client is let
 * near: Kafka's clients take the first four bytes that come back for a length, and set aside more than a gigabyte for the
 * answer of a web server.
 *
 * @param server the address that said it
 */
record ProtocolProbe(Kind kind, String server) {

    enum Kind {
        BROKER,
        /** Speaks Kafka's protocol, but knows nothing of topics. */
        CONTROLLER,
        HTTP,
        TLS,
        /** Something else than Kafka's protocol. */
        GIBBERISH,
        /** Nothing listens, or nothing was said in time. The clients, which try again, find out more. */
        NOTHING
    }

    private static final int CONNECT_MILLIS = 1_000;
    private static final int API_VERSIONS = 18;
    private static final int METADATA = 3;
    private static final int CORRELATION = 0x6b676974;
    private static final byte[] CLIENT = "kgit".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END_OF_A_REQUEST = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** A broker's list of requests has a few hundred bytes. */
    private static final int LONGEST = 1 << 20;

    static final ProtocolProbe NONE = new ProtocolProbe(Kind.NOTHING, "");

    /** A protocol in which the very first bytes are Kafka's own; behind TLS, Java says itself what does not fit. */
    static boolean isHeardIn(@Nullable String securityProtocol) {
        String protocol = securityProtocol == null ? "PLAINTEXT" : securityProtocol.toUpperCase(Locale.ROOT);
        return protocol.equals("PLAINTEXT") || protocol.equals("SASL_PLAINTEXT");
    }

    /** What the servers say, asked one after the other: a broker where there is one, else the first that said anything. */
    static ProtocolProbe of(String servers, int millis) {
        ProtocolProbe first = NONE;
        for (String each : servers.split(",", -1)) {
            ProtocolProbe said = new ProtocolProbe(ask(each.strip(), millis), each.strip());
            if (said.kind == Kind.BROKER) {
                return said;
            }
            first = first.kind == Kind.NOTHING ? said : first;
        }
        return first;
    }

    private static Kind ask(String server, int millis) {
        int colon = server.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            int port = Integer.parseInt(server.substring(colon + 1));
            String host = server.substring(0, Math.max(colon, 0));
            socket.connect(new InetSocketAddress(host, port), Math.min(millis, CONNECT_MILLIS));
            socket.setSoTimeout(Math.max(1, millis / 2));
            socket.getOutputStream().write(question());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            try {
                return answer(in);
            } catch (SocketTimeoutException silent) {
                // A web server waits for the end of the line.
                socket.getOutputStream().write(END_OF_A_REQUEST);
                return answer(in);
            }
        } catch (IOException | IllegalArgumentException nothingSaid) {
            return Kind.NOTHING;
        }
    }

    /** Version 0, which all brokers know, and answer before anybody has logged in. */
    private static byte[] question() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(2 + 2 + 4 + 2 + CLIENT.length);
        out.writeShort(API_VERSIONS);
        out.writeShort(0);
        out.writeInt(CORRELATION);
        out.writeShort(CLIENT.length);
        out.write(CLIENT);
        return bytes.toByteArray();
    }

    private static Kind answer(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == 0x48545450) { // "HTTP"
            return Kind.HTTP;
        }
        if (length >>> 16 == 0x1503) { // an alert
            return Kind.TLS;
        }
        if (length < 10 || length > LONGEST || in.readInt() != CORRELATION) {
            return Kind.GIBBERISH;
        }
        int error = in.readShort();
        int requests = in.readInt();
        for (int i = 0; i < requests; i++) {
            if (in.readShort() == METADATA) {
                return Kind.BROKER;
            }
            in.readInt(); // the versions
        }
        return error == 0 && requests > 0 ? Kind.CONTROLLER : Kind.BROKER;
    }
}
