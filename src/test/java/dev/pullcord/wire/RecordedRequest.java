package dev.pullcord.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP/1.1 request as a client put it on the wire, from {@code src/test/resources}. {@code record-wire-form.mjs}
 * writes such files.
 *
 * @param headers by their names in lower case
 * @param body with its chunks put together
 */
public record RecordedRequest(Map<String, String> headers, String body) {
    /** Reads one, for example {@code /cloudevents-sdk/binary.http}. */
    public static RecordedRequest read(String resource) throws IOException {
        byte[] raw;
        try (InputStream in = RecordedRequest.class.getResourceAsStream(resource)) {
            raw = in.readAllBytes();
        }
        int end = indexOf(raw, "\r\n\r\n", 0);
        Map<String, String> headers = new TreeMap<>();
        new String(raw, 0, end, StandardCharsets.ISO_8859_1).lines().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        });
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            throw new IOException(resource + ": is not chunked, as the SDK sends it");
        }
        return new RecordedRequest(headers, chunks(raw, end + 4));
    }

    private static String chunks(byte[] raw, int from) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = from;
        while (true) {
            int lineEnd = indexOf(raw, "\r\n", at);
            int size = Integer.parseInt(new String(raw, at, lineEnd - at, StandardCharsets.US_ASCII), 16);
            if (size == 0) {
                return body.toString(StandardCharsets.UTF_8);
            }
            body.write(raw, lineEnd + 2, size);
            at = lineEnd + 2 + size + 2;
        }
    }

    private static int indexOf(byte[] raw, String what, int from) {
        int at = new String(raw, StandardCharsets.ISO_8859_1).indexOf(what, from);
        if (at < 0) {
            throw new IllegalArgumentException("the recording is cut off");
        }
        return at;
    }
}
