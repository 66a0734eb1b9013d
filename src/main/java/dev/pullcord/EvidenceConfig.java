package dev.pullcord;

import dev.pullcord.authorities.HttpTimeAuthority;
import dev.pullcord.evidence.TimeAuthority;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What leaves the house as evidence.
 *
 * @param timeStampUrl the time-stamping authority (RFC 3161) that is asked when each bundle was made; default none. It is
 *     sent a digest
 */
record EvidenceConfig(Optional<URI> timeStampUrl) {
    private static final Duration PATIENCE = Duration.ofSeconds(10); // somebody waits for the bundle

    EvidenceConfig {
        timeStampUrl.ifPresent(url -> Config.require(
                Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                        && url.getHost() != null
                        && url.getRawUserInfo() == null,
                "evidence.timeStampUrl",
                url.getScheme() + "://…",
                "no http(s) URL without credentials in it"));
    }

    static EvidenceConfig defaults() {
        return new EvidenceConfig(Optional.empty());
    }

    Optional<TimeAuthority> authority() {
        return timeStampUrl.map(url -> new HttpTimeAuthority(url, PATIENCE));
    }
}
