package dev.pullcord.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Time stamps by RFC 3161, over SHA-256: asked for, and checked without a network. Revocation is not looked up: it is for whoever relies on
 * a stamp to ask the authority.
 */
public final class TimeStamp {
    private static final int NONCE_BITS = 63;

    private TimeStamp() {}

    /** What an authority is asked; what it answered counts only where it is an answer to this. */
    public static final class Request {
        private final TimeStampRequest request;
        private final byte[] data;

        private Request(TimeStampRequest request, byte[] data) {
            this.request = request;
            this.data = data;
        }

        /** As it is sent. */
        public byte[] der() {
            try {
                return request.getEncoded();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether this answers it: granted, of the same digest and nonce, with a signature that holds by the certificate that came along. */
        public boolean isAnsweredBy(byte[] answer) {
            try {
                new TimeStampResponse(answer).validate(request);
                said(answer, data, List.of());
                return true;
            } catch (IOException | TSPException | GeneralSecurityException | RuntimeException lie) {
                return false; // its parsers throw whatever they come upon
            }
        }
    }

    /**
     * What a stamp says.
     *
     * @param at the thing was there then
     * @param by who says so: the certificate's subject
     * @param trusted whether a certificate that the reader trusts stands behind it
     */
    public record Said(Instant at, String by, boolean trusted) {}

    /**
     * Asks for a stamp on this.
     *
     * @param random where the nonce comes from
     */
    public static Request request(byte[] data, SecureRandom random) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true); // else nobody could check it without asking again
        return new Request(
                generator.generate(TSPAlgorithms.SHA256, sha256(data), new BigInteger(NONCE_BITS, random)), data);
    }

    /**
     * Reads an answer that was granted.
     *
     * @param trusted certificates of authorities; none: nobody's word is taken
     * @throws GeneralSecurityException if it is no stamp on this, or its signature does not hold
     */
    static Said said(byte[] answer, byte[] data, List<X509Certificate> trusted)
            throws GeneralSecurityException, IOException, TSPException {
        TimeStampToken token = new TimeStampResponse(answer).getTimeStampToken();
        if (token == null) {
            throw new GeneralSecurityException("no stamp was granted");
        }
        if (!token.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
                || !MessageDigest.isEqual(token.getTimeStampInfo().getMessageImprintDigest(), sha256(data))) {
            throw new GeneralSecurityException("the stamp is on something else");
        }
        Collection<X509CertificateHolder> holders = token.getCertificates().getMatches(null);
        X509CertificateHolder signer = holders.stream()
                .filter(token.getSID()::match)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("the stamp does not hold its certificate"));
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the stamp's signature cannot be checked", e);
        }
        Instant at = token.getTimeStampInfo().getGenTime().toInstant();
        List<X509Certificate> along = new ArrayList<>();
        for (X509CertificateHolder holder : holders) {
            along.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
        X509Certificate by = new JcaX509CertificateConverter().getCertificate(signer);
        return new Said(at, signer.getSubject().toString(), isTrusted(by, along, trusted, at));
    }

    private static boolean isTrusted(
            X509Certificate signer, List<X509Certificate> along, List<X509Certificate> trusted, Instant at)
            throws GeneralSecurityException, IOException {
        if (trusted.isEmpty()) {
            return false;
        }
        if (trusted.contains(signer)) {
            return true;
        }
        Set<TrustAnchor> anchors =
                trusted.stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet());
        X509CertSelector wanted = new X509CertSelector();
        wanted.setCertificate(signer);
        wanted.setExtendedKeyUsage(Set.of(KeyPurposeId.id_kp_timeStamping.getId()));
        PKIXBuilderParameters path = new PKIXBuilderParameters(anchors, wanted);
        path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(along)));
        path.setRevocationEnabled(false);
        path.setDate(Date.from(at)); // as it was then: certificates end, and what they signed stays
        try {
            return CertPathBuilder.getInstance("PKIX").build(path).getCertPath() != null;
        } catch (CertPathBuilderException none) {
            return false;
        }
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
