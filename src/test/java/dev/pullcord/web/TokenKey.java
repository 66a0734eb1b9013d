package dev.pullcord.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

/** The key that acme makes participant tokens with; its public half is on our books. */
final class TokenKey {
    static final ECKey OURS = make("acme-1");

    private TokenKey() {}

    static ECKey make(String name) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(name).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
