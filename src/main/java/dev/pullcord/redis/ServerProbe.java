package dev.pullcord.redis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks a server on loopback who it is: AUTH and INFO over a plain socket. Used while a server starts, when a whole client
 * would cost more than the start itself.
 */
final class ServerProbe {
    private static final int LONGEST_REPLY = 1 << 20;

    private ServerProbe() {}

    /**
     * What a server says of itself.
     *
     * @param processId as it sees itself
     * @param configFile absolute
     * @param loading it still reads its data and answers nothing else yet
     */
    record Identity(long processId, String configFile, boolean loading) {}

    /**
     * @throws IOException if nobody listens, nobody answers in time, or whoever answers does not take the password
     */
    static Identity ask(Endpoint endpoint, Duration timeout) throws IOException {
        try (Socket socket = new Socket()) {
            int millis = Math.toIntExact(timeout.toMillis());
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), millis);
            socket.setSoTimeout(millis);
            // Inline commands: user and password are ours and have no space in them.
            String request = "AUTH " + endpoint.user() + " " + endpoint.password() + "\r\nINFO\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String authenticated = line(in);
            if (!authenticated.equals("+OK")) {
                throw new IOException("the password was refused");
            }
            String length = line(in);
            if (!length.matches("\\$\\d{1,7}") || Integer.parseInt(length.substring(1)) > LONGEST_REPLY) {
                throw new IOException("INFO was refused");
            }
            byte[] info = in.readNBytes(Integer.parseInt(length.substring(1)));
            return identity(new String(info, StandardCharsets.UTF_8));
        }
    }

    private static Identity identity(String info) throws IOException {
        Map<String, String> fields = new HashMap<>();
        info.lines().filter(line -> line.indexOf(':') > 0).forEach(line -> {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        try {
            return new Identity(
                    Long.parseLong(fields.getOrDefault("process_id", "")),
                    fields.getOrDefault("config_file", ""),
                    !"0".equals(fields.get("loading")));
        } catch (NumberFormatException e) {
            throw new IOException("INFO has no process_id", e);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > 512) {
                throw new IOException("no Redis answers there");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
