package dev.pullcord.plugin;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to see of a report, by reference: the platform keeps it and shows it to whoever Pullcord sends.
 *
 * @param id the platform's own; 1 … 256 bytes of UTF-8
 * @param kind what it is
 * @param capturedBy who made it
 * @param sha256 of its bytes, in lower-case hex: so that it can be proven later that it is the same
 * @param bytes how large it is
 * @param mime for example {@code image/png}
 * @param capturedAt when it was made
 * @param href where a moderator sees it, https; absent: it is asked for by its id
 */
public record Evidence(
        String id,
        Kind kind,
        By capturedBy,
        Optional<String> sha256,
        Optional<Long> bytes,
        Optional<String> mime,
        Optional<Instant> capturedAt,
        Optional<URI> href) {
    public Evidence {
        Field.id("evidence.id", id);
        sha256.filter(hex -> !hex.matches("[0-9a-f]{64}")).ifPresent(hex -> {
            throw new IllegalArgumentException("evidence.sha256: is no SHA-256 in lower-case hex");
        });
        bytes.filter(size -> size < 0).ifPresent(size -> {
            throw new IllegalArgumentException("evidence.bytes: is below 0");
        });
        mime.ifPresent(m -> Field.word("evidence.mime", m));
    }

    /** What it is. */
    public enum Kind {
        STILL,
        CLIP,
        CHAT,
        RECORDING,
        LOG
    }

    /** Who made it. */
    public enum By {
        REPORTER,
        PLATFORM
    }

    /** This one, and no more known of it. */
    public static Evidence of(String id, Kind kind, By capturedBy) {
        return new Evidence(
                id,
                kind,
                capturedBy,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, with what proves its bytes. */
    public Evidence withDigest(String sha256Hex, long size) {
        return new Evidence(id, kind, capturedBy, Optional.of(sha256Hex), Optional.of(size), mime, capturedAt, href);
    }

    /** The same, to be seen there. */
    public Evidence at(URI viewer) {
        return new Evidence(id, kind, capturedBy, sha256, bytes, mime, capturedAt, Optional.of(viewer));
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("kind", kind.name().toLowerCase(Locale.ROOT));
        fields.put("capturedBy", capturedBy.name().toLowerCase(Locale.ROOT));
        sha256.ifPresent(hex -> fields.put("sha256", hex));
        bytes.ifPresent(size -> fields.put("bytes", size));
        mime.ifPresent(type -> fields.put("mime", type));
        capturedAt.ifPresent(when ->
                fields.put("capturedAt", when.truncatedTo(ChronoUnit.MILLIS).toString()));
        href.ifPresent(where -> fields.put("href", where.toString()));
        return fields;
    }

    @Override
    public String toString() {
        return "Evidence[" + kind + "]"; // where it lies stays out of logs
    }
}
