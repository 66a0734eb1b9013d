package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A private authority and a certificate of it for 127.0.0.1, made by the JDK's own keytool.
 *
 * @param authority PEM
 * @param certificate PEM
 * @param key PEM, PKCS#8
 */
record Certificates(Path authority, Path certificate, Path key) {
    private static final String PASSWORD = "only-for-tests";

    static Certificates in(Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        Path authority = folder.resolve("authority.pem");
        Path request = folder.resolve("request.pem");
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        keytool(store, "-genkeypair", "-alias", "ca", "-dname", "CN=Test authority", "-keyalg", "EC", "-ext", "bc:c");
        keytool(store, "-genkeypair", "-alias", "redis", "-dname", "CN=redis", "-keyalg", "EC");
        keytool(store, "-exportcert", "-rfc", "-alias", "ca", "-file", authority.toString());
        keytool(store, "-certreq", "-alias", "redis", "-file", request.toString());
        keytool(
                store,
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-ext",
                "san=ip:127.0.0.1",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] pkcs8 = keys.getKey("redis", PASSWORD.toCharArray()).getEncoded();
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pkcs8)
                        + "\n-----END PRIVATE KEY-----\n");
        return new Certificates(authority, certificate, key);
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
