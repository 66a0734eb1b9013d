package dev.pullcord.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Set;

/** Whether a platform's private key made a token's signature, by its public half, which we have as a JWK. */
final class PublicKeys {
    private PublicKeys() {}

    /** A token that names its key is held against that one alone. */
    static boolean made(SignedJWT jwt, Set<String> keys) {
        String named = jwt.getHeader().getKeyID();
        boolean match = false;
        for (String key : keys) {
            try {
                ECKey known = ECKey.parse(key);
                if (named == null || named.equals(known.getKeyID())) {
                    match |= jwt.verify(new ECDSAVerifier(known));
                }
            } catch (ParseException | JOSEException of) {
                // no key that is entered is; the next may be the one
            }
        }
        return match;
    }
}
