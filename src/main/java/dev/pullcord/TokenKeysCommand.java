package dev.pullcord;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads a platform's JWKS, as it publishes it: no service has to fetch it when somebody presses. */
@Command(
        name = "token-keys",
        description = {
            "Take the JWKS on standard input for the keys that its participant tokens are made with (ES256), in place"
                    + " of those before. Works within seconds.",
            "For example: curl -fsS https://tandem.example/.well-known/jwks.json | pullcord platform token-keys tandem"
        })
final class TokenKeysCommand extends OnBooks {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_KEYS = 10;
    private static final Pattern NAME = Pattern.compile("[!-~]{1,100}"); // stands in the audit log

    @Parameters(paramLabel = "NAME")
    String name;

    private final Map<String, String> keys = new TreeMap<>();

    @Override
    void check(Config config) {
        List<JWK> all;
        try {
            all = JWKSet.parse(new String(System.in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8))
                    .getKeys();
        } catch (IOException e) {
            throw new Failed("standard input cannot be read: " + e.getMessage());
        } catch (ParseException e) {
            throw new Failed("standard input is no JWKS of 64 KiB at most: {\"keys\": [\u2026]}");
        }
        for (JWK each : all) {
            if (each.isPrivate()) { // whoever holds it could report as anybody
                throw new Failed("keys: one is a private key, or a secret. Give public ones only, and make another.");
            }
            if (each instanceof ECKey key && key.getCurve().equals(Curve.P_256)) {
                if (key.getKeyID() == null || !NAME.matcher(key.getKeyID()).matches()) {
                    throw new Failed("keys: one has no kid of " + NAME);
                }
                if (keys.put(key.getKeyID(), bare(key)) != null) {
                    throw new Failed("keys: two have the same kid");
                }
            }
        }
        if (keys.size() > MOST_KEYS || (keys.isEmpty() && !all.isEmpty())) {
            throw new Failed(
                    keys.isEmpty()
                            ? "keys: none is of P-256, for ES256"
                            : "keys: " + keys.size() + " are more than " + MOST_KEYS);
        }
    }

    private static String bare(ECKey key) {
        return new ECKey.Builder(key.getCurve(), key.getX(), key.getY())
                .keyID(key.getKeyID())
                .build()
                .toJSONString();
    }

    @Override
    void run(Registrar registrar, Config config, PrintWriter out) {
        registrar.setTokenKeys(registrar.platform(Optional.of(name)).id(), keys);
        out.println(
                keys.isEmpty() ? "no keys make its tokens any more" : "keys     " + String.join(" ", keys.keySet()));
    }
}
