package dev.pullcord;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where the ends of the audit chains are told to somebody whom whoever runs the store cannot overrule.
 *
 * @param anchorFile a file that they are appended to, outside the data directory: on another machine's disk, or one that
 *     only takes appends; default none
 * @param anchorUrl where they are posted as {@code application/x-ndjson}, default none
 * @param anchorToken is sent there as {@code Authorization: Bearer}, default none. Secret
 * @param anchorEvery how often, default 1 d
 * @param verifyEvery how often this node walks all chains, default 1 d
 */
record AuditConfig(
        Optional<Path> anchorFile,
        Optional<URI> anchorUrl,
        Optional<Config.Secret> anchorToken,
        Duration anchorEvery,
        Duration verifyEvery) {
    AuditConfig {
        anchorUrl.ifPresent(url -> Config.require(
                Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                        && url.getHost() != null
                        && url.getRawUserInfo() == null,
                "audit.anchorUrl",
                url.getScheme() + "://…",
                "no http(s) URL without credentials in it"));
        Config.require(
                anchorToken.isEmpty() || anchorUrl.isPresent(),
                "audit.anchorToken",
                "(secret)",
                "set, and audit.anchorUrl is not");
        Config.within("audit.anchorEvery", anchorEvery, Duration.ofMinutes(10), Duration.ofDays(30));
        Config.within("audit.verifyEvery", verifyEvery, Duration.ofMinutes(10), Duration.ofDays(30));
    }

    /** Whoever can write the data could write these too. */
    void requireOutside(Path data) {
        anchorFile.ifPresent(file -> Config.require(
                !file.toAbsolutePath()
                        .normalize()
                        .startsWith(data.toAbsolutePath().normalize()),
                "audit.anchorFile",
                file,
                "in the data directory: an anchor is kept elsewhere"));
    }
}
