package dev.pullcord.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An OpenID Connect provider: authorization code with PKCE, back-channel logout, access tokens as JWT. Its metadata is asked
 * for when it is first needed, so that a provider that is away keeps nothing else from starting. Every call blocks.
 */
final class Provider {
    private static final int PATIENCE_MS = 5_000;
    private static final Set<JWSAlgorithm> SIGNED_BY = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512); // never by a secret, which more than one party has

    private final WebServer.Oidc settings;
    private volatile Known known;

    Provider(WebServer.Oidc settings) {
        this.settings = settings;
    }

    private record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys) {}

    /**
     * Whom the provider means.
     *
     * @param subject his id there
     * @param name as it calls him
     * @param groups what it says he belongs to
     * @param session its session, if it names one
     */
    record Who(String subject, Optional<String> name, Set<String> groups, Optional<String> session) {}

    /** The provider, or what was shown of it, is not to be relied on. The cause may quote what was shown: it is not logged. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(Throwable cause) {
            super("not let in by the provider", cause);
        }
    }

    WebServer.Oidc settings() {
        return settings;
    }

    private Known known() throws Refused {
        Known now = known;
        if (now != null) {
            return now;
        }
        try {
            OIDCProviderMetadata metadata =
                    OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), PATIENCE_MS, PATIENCE_MS);
            URL keys = metadata.getJWKSetURI().toURL();
            known = new Known(
                    metadata, JWKSourceBuilder.<SecurityContext>create(keys).build());
            return known;
        } catch (GeneralException | IOException e) {
            throw new Refused(e);
        }
    }

    /** Where a browser is sent to sign in. */
    URI begin(String state, String nonce, String verifier, URI back) throws Refused {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, Scope.parse(settings.scope()), new ClientID(settings.clientId()), back)
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(nonce))
                .codeChallenge(new CodeVerifier(verifier), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Who came back with this code. */
    Who finish(String code, String nonce, String verifier, URI back) throws Refused {
        try {
            HTTPRequest request = new TokenRequest.Builder(
                            known().metadata().getTokenEndpointURI(),
                            new ClientSecretBasic(
                                    new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                            new AuthorizationCodeGrant(new AuthorizationCode(code), back, new CodeVerifier(verifier)))
                    .build()
                    .toHTTPRequest();
            request.setConnectTimeout(PATIENCE_MS);
            request.setReadTimeout(PATIENCE_MS);
            TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
            if (!answer.indicatesSuccess()) {
                throw new Refused(null);
            }
            var token = ((com.nimbusds.openid.connect.sdk.OIDCTokenResponse) answer)
                    .getOIDCTokens()
                    .getIDToken();
            JWTClaimsSet claims = new IDTokenValidator(
                            known().metadata().getIssuer(), new ClientID(settings.clientId()), selector(), null)
                    .validate(token, new Nonce(nonce))
                    .toJWTClaimsSet();
            return who(claims);
        } catch (ParseException | IOException | BadJOSEException | JOSEException e) {
            throw new Refused(e);
        }
    }

    /** Whom a logout token (back-channel) signs out. */
    Who signedOut(String token) throws Refused {
        try {
            return who(new LogoutTokenValidator(
                            known().metadata().getIssuer(), new ClientID(settings.clientId()), false, selector(), null)
                    .validate(JWTParser.parse(token))
                    .toJWTClaimsSet());
        } catch (ParseException | java.text.ParseException | BadJOSEException | JOSEException e) {
            throw new Refused(e);
        }
    }

    /** For whom an access token speaks that was made for this service. */
    Who bearer(String token) throws Refused {
        try {
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSTypeVerifier(
                    new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
            processor.setJWSKeySelector(selector());
            processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                    settings.audience().orElseThrow(),
                    new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                    Set.of("sub", "exp")));
            return who(processor.process(token, null));
        } catch (java.text.ParseException | BadJOSEException | JOSEException e) {
            throw new Refused(e);
        }
    }

    private JWSVerificationKeySelector<SecurityContext> selector() throws Refused {
        return new JWSVerificationKeySelector<>(SIGNED_BY, known().keys());
    }

    private Who who(JWTClaimsSet claims) {
        Map<String, Object> all = claims.getClaims();
        Set<String> groups = new TreeSet<>();
        if (all.get(settings.groupsClaim()) instanceof List<?> list) {
            list.forEach(group -> groups.add(String.valueOf(group)));
        }
        Optional<String> name = Optional.ofNullable(all.get("name"))
                .or(() -> Optional.ofNullable(all.get("preferred_username")))
                .map(String::valueOf)
                .map(String::strip)
                .filter(n -> !n.isEmpty());
        return new Who(
                String.valueOf(claims.getSubject()),
                name,
                groups,
                Optional.ofNullable(all.get("sid")).map(String::valueOf));
    }
}
