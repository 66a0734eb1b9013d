package dev.pullcord.plugin;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An HTTP request as it came in: signatures are over bytes, some over the public address and its query.
 *
 * @param method upper case
 * @param publicUrl as the platform called it, with the query, before any proxy of ours
 * @param headers names in lower case, values in the order they came
 * @param body the raw bytes, read-only; every call gives a view of its own
 * @param remoteAddress who called, as text; for a log at most
 */
public record RawRequest(
        String method, URI publicUrl, Map<String, List<String>> headers, ByteBuffer body, String remoteAddress) {
    public RawRequest {
        headers = headers.entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().toLowerCase(Locale.ROOT),
                        e -> List.copyOf(e.getValue()),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).toList(),
                        TreeMap::new));
        headers = Collections.unmodifiableMap(headers);
        body = body.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer body() {
        return body.duplicate(); // so that reading it moves nobody else's position
    }

    /** The first value of a header, by its name in any case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    @Override
    public String toString() {
        return "RawRequest[" + method + " " + publicUrl.getPath() + "]"; // headers and query may hold tokens
    }
}
