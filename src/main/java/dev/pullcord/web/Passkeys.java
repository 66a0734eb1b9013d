package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import dev.pullcord.review.Credentials.Passkey;
import dev.pullcord.review.Moderator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Passkeys (WebAuthn level 2): kept by the authenticator itself, so that nobody types who he is, and used only after it
 * verified its user. Any make of authenticator will do; what it says of its make is not asked for.
 */
final class Passkeys {
    /** How long a challenge is good. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.RS256);

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter keys = new AttestedCredentialDataConverter(converter);

    /** What was shown is no answer to our challenge. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(Throwable cause) {
            super("not a valid answer", cause);
        }
    }

    /** What a browser needs to make a passkey. */
    static ObjectNode creation(URI site, Moderator person, List<Passkey> before, String challenge) {
        ObjectNode options = JSON.objectNode().put("challenge", challenge).put("timeout", PATIENCE.toMillis());
        options.putObject("rp").put("id", site.getHost()).put("name", "Pullcord");
        options.putObject("user")
                .put("id", base64(person.id().getBytes(StandardCharsets.UTF_8)))
                .put("name", person.name())
                .put("displayName", person.name());
        ArrayNode parameters = options.putArray("pubKeyCredParams");
        ALGORITHMS.forEach(
                alg -> parameters.addObject().put("type", "public-key").put("alg", alg.getValue()));
        options.putObject("authenticatorSelection")
                .put("residentKey", "required")
                .put("userVerification", "required");
        ArrayNode exclude = options.putArray("excludeCredentials");
        before.forEach(passkey -> exclude.addObject().put("type", "public-key").put("id", passkey.id()));
        return options.put("attestation", "none");
    }

    /** What a browser needs to show a passkey. */
    static ObjectNode request(URI site, String challenge) {
        return JSON.objectNode()
                .put("challenge", challenge)
                .put("timeout", PATIENCE.toMillis())
                .put("rpId", site.getHost())
                .put("userVerification", "required");
    }

    /** A passkey that a browser says was made, before it is known to be for our challenge. */
    RegistrationData made(String json) throws Refused {
        try {
            return manager.parseRegistrationResponseJSON(json);
        } catch (RuntimeException e) { // of what is no such thing the library throws many kinds
            throw new Refused(e);
        }
    }

    /** A passkey that a browser shows, before it is known to be right. */
    AuthenticationData shown(String json) throws Refused {
        try {
            return manager.parseAuthenticationResponseJSON(json);
        } catch (RuntimeException e) { // of what is no such thing the library throws many kinds
            throw new Refused(e);
        }
    }

    static Optional<String> challenge(CollectedClientData data) {
        return Optional.ofNullable(data).map(d -> base64(d.getChallenge().getValue()));
    }

    /** Whom it says it is of. */
    static Optional<String> owner(AuthenticationData data) {
        return Optional.ofNullable(data.getUserHandle()).map(handle -> new String(handle, StandardCharsets.UTF_8));
    }

    static String id(AuthenticationData data) {
        return base64(data.getCredentialId());
    }

    Passkey register(RegistrationData made, String challenge, URI site, String name, Instant now) throws Refused {
        try {
            manager.verify(
                    made,
                    new RegistrationParameters(
                            server(challenge, site),
                            ALGORITHMS.stream()
                                    .map(alg ->
                                            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, alg))
                                    .toList(),
                            true,
                            true));
            var authenticator = made.getAttestationObject().getAuthenticatorData();
            var attested = authenticator.getAttestedCredentialData();
            return new Passkey(
                    base64(attested.getCredentialId()),
                    name,
                    base64(keys.convert(attested)),
                    authenticator.getSignCount(),
                    now);
        } catch (VerificationException | DataConversionException e) {
            throw new Refused(e);
        }
    }

    /** How often it has signed by now; fails if it is not this passkey, or one that was copied. */
    long verify(AuthenticationData shown, String challenge, URI site, Passkey passkey) throws Refused {
        try {
            manager.verify(
                    shown,
                    new AuthenticationParameters(
                            server(challenge, site),
                            new CredentialRecordImpl(
                                    new NoneAttestationStatement(),
                                    true,
                                    null,
                                    null,
                                    passkey.signCount(),
                                    keys.convert(Base64.getUrlDecoder().decode(passkey.key())),
                                    null,
                                    null,
                                    null,
                                    Set.of()),
                            null,
                            true,
                            true));
            return shown.getAuthenticatorData().getSignCount();
        } catch (VerificationException | DataConversionException e) {
            throw new Refused(e);
        }
    }

    private static ServerProperty server(String challenge, URI site) {
        return ServerProperty.builder()
                .origin(new Origin(origin(site)))
                .rpId(site.getHost())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private static String origin(URI site) {
        return site.getScheme() + "://" + site.getHost() + (site.getPort() < 0 ? "" : ":" + site.getPort());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
