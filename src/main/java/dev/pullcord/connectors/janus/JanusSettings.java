package dev.pullcord.connectors.janus;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The settings, read; see {@link JanusConnectorFactory}. */
record JanusSettings(
        URI adminUrl,
        String adminSecret,
        Optional<String> roomSecret,
        Optional<String> adminKey,
        Optional<String> joinTokenKey,
        Account account,
        boolean numericIds,
        String audioMid,
        String videoMid,
        Optional<Login> events) {
    private static final String ALGORITHM = "HmacSHA256";

    /** What of a participant is his account. */
    enum Account {
        ID,
        DISPLAY,
        NONE
    }

    /** What the event handler names itself by. */
    record Login(String user, String password) {}

    static JanusSettings of(Map<String, String> config) {
        Optional<String> user = given(config, "eventUser");
        Optional<String> password = given(config, "eventPassword");
        if (user.isPresent() != password.isPresent()) {
            String missing = user.isPresent() ? "eventPassword" : "eventUser";
            throw new IllegalArgumentException(missing + ": is missing; events need both a user and a password");
        }
        return new JanusSettings(
                address(needed(config, "adminUrl", "Janus' Admin API, for example http://10.0.0.5:7088/admin")),
                needed(config, "adminSecret", "the Admin API's secret"),
                given(config, "roomSecret"),
                given(config, "adminKey"),
                given(config, "joinTokenKey"),
                Account.valueOf(word(config, "account", "none", "id", "display").toUpperCase(Locale.ROOT)),
                word(config, "ids", "string", "number").equals("number"),
                given(config, "audioMid").orElse("0"),
                given(config, "videoMid").orElse("1"),
                user.map(name -> new Login(name, password.orElseThrow())));
    }

    private static Optional<String> given(Map<String, String> config, String key) {
        return Optional.ofNullable(config.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static String needed(Map<String, String> config, String key, String what) {
        return given(config, key).orElseThrow(() -> new IllegalArgumentException(key + ": is missing; it is " + what));
    }

    private static String word(Map<String, String> config, String key, String usual, String... others) {
        String value = given(config, key).orElse(usual);
        if (!value.equals(usual) && !java.util.List.of(others).contains(value)) {
            throw new IllegalArgumentException(key + ": must be " + usual + ", " + String.join(" or ", others));
        }
        return value;
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text).parseServerAuthority();
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
                throw new IllegalArgumentException("adminUrl: must be an http or https address, without user or query");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("adminUrl: is no address: " + e.getReason());
        }
    }

    /** The secret of this room, where rooms have one. */
    Optional<String> secretOf(String room) {
        return roomSecret.map(template -> template.replace("{room}", room));
    }

    /** The token that the platform gave this account for this room; to be asked only where there is a key for it. */
    String joinToken(String room, String account) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(joinTokenKey.orElseThrow().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((room + "\n" + account).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** An id as Janus writes it. */
    Object id(String id) {
        if (!numericIds) {
            return id;
        }
        try {
            return Long.valueOf(id);
        } catch (NumberFormatException e) {
            return id; // Janus says that there is nobody by it
        }
    }

    @Override
    public String toString() {
        return "JanusSettings[" + adminUrl.getHost() + "]"; // the rest is secrets
    }
}
