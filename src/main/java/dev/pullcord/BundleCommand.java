package dev.pullcord;

import dev.pullcord.wire.BundleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows that an evidence bundle is what was released. */
@Command(
        name = "bundle",
        description = "Verify an evidence bundle.",
        subcommands = {BundleCommand.Verify.class})
final class BundleCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "bundle verify?");
    }

    /** Needs nothing but the file: no store, no settings, no network. */
    @Command(
            name = "verify",
            description = "Say whether a bundle is whole and who signed it; needs nothing but the file.")
    static final class Verify implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "FILE", description = "the bundle")
        Path file;

        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "the key that must have signed it, as the platform gave it to you (`key`, base64)")
        String key;

        @Option(
                names = "--ca",
                paramLabel = "FILE",
                description = "certificates (PEM) of time-stamping authorities that you trust: then it must have their"
                        + " stamp")
        Path ca;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            BundleFile.Verified verified = BundleFile.verify(read(), known(), authorities());
            PrintWriter out = spec.commandLine().getOut();
            verified.about().ifPresent(out::println);
            verified.problems().forEach(problem -> out.println("broken: " + problem));
            verified.key()
                    .ifPresent(fingerprint -> out.println("signed with the key " + fingerprint
                            + (key == null ? ": compare it with the one that the platform gave you" : "")));
            verified.stamp().ifPresent(out::println);
            out.println(verified.problems().isEmpty() ? "whole" : "NOT whole: do not rely on it");
            return verified.problems().isEmpty() ? 0 : 1;
        }

        private byte[] read() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new Failed("the bundle " + file + " cannot be read: " + e.getMessage(), e);
            }
        }

        private List<X509Certificate> authorities() {
            if (ca == null) {
                return List.of();
            }
            try (InputStream in = Files.newInputStream(ca)) {
                List<X509Certificate> all = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
                if (all.isEmpty()) {
                    throw new Failed("--ca: " + ca + " has no certificate in it");
                }
                return all;
            } catch (IOException | CertificateException e) {
                throw new Failed("--ca: the certificates of " + ca + " cannot be read: " + e.getMessage(), e);
            }
        }

        private Optional<byte[]> known() {
            try {
                return Optional.ofNullable(key).map(Base64.getDecoder()::decode);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--key is not base64", e);
            }
        }
    }
}
