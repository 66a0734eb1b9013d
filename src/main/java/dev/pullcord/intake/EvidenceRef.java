package dev.pullcord.intake;

import java.time.Instant;
import java.util.Optional;

/**
 * A reference to what the platform or the reporter keeps. Never the thing itself: no media enters here.
 *
 * @param id the holder's handle, opaque
 * @param kind {@code still}, {@code clip}, {@code chat}, {@code recording} or {@code log}
 * @param sha256 digest of the thing, 64 hex digits
 * @param bytes its size
 * @param mime its media type
 * @param capturedAt when it was captured
 * @param capturedBy {@code reporter} or {@code platform}
 * @param href the platform's own viewer
 */
public record EvidenceRef(
        String id,
        String kind,
        Optional<String> sha256,
        Optional<Long> bytes,
        Optional<String> mime,
        Optional<Instant> capturedAt,
        Optional<String> capturedBy,
        Optional<String> href) {}
