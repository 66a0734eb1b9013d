package dev.pullcord;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.Policies;
import dev.pullcord.wire.BadPolicy;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.PolicyDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where commands that replay the log have their policies from: a file, or what is in force on a platform. */
record PolicySource(Policies policies, Platform platform) {
    private static final int MOST_DAYS = 3650;

    /** The text of a file. */
    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failed("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** How far back; a wrong one is wrong usage. */
    static Duration since(String text, CommandLine commandLine) {
        try {
            Duration span = (Duration) SettingText.parse(Duration.class, text);
            if (!span.isZero() && span.toDays() <= MOST_DAYS) {
                return span;
            }
        } catch (SettingText.Unreadable e) {
            throw new ParameterException(commandLine, "--since: '" + text + "' " + e.getMessage(), e);
        }
        throw new ParameterException(commandLine, "--since: '" + text + "' is outside 1s … 3650d");
    }

    /** A file's policy, which may build on any version that the platform or the service has. */
    PolicyDocument read(String yaml) {
        try {
            return PolicyCodec.document(yaml, this::find);
        } catch (BadPolicy bad) {
            throw new Failed(bad.getMessage(), bad);
        }
    }

    /** A version that the platform or the service has. */
    Optional<PolicyDocument> find(String version) {
        return Registrar.await(policies.find(platform.id(), version))
                .map(s -> PolicyCodec.stored(s.whole()))
                .or(() -> PolicyCodec.shipped(version));
    }

    /**
     * What is in force.
     *
     * @param pack the setting: what holds until anything was put in force
     */
    PolicyDocument active(String pack) {
        return Registrar.await(policies.standing(platform.id()))
                .active()
                .flatMap(version -> Registrar.await(policies.find(platform.id(), version)))
                .map(stored -> PolicyCodec.stored(stored.whole()))
                .orElseGet(() -> PolicyCodec.pack(pack));
    }
}
