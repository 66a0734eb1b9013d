package dev.pullcord.wire;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping authority of the test's own, on a port of its own, which lies on demand. */
public final class InTestAuthority implements AutoCloseable {
    /** How it answers. */
    public enum Manner {
        HONEST,
        OF_ANOTHER_DIGEST,
        OF_ANOTHER_NONCE,
        REFUSING,
        GARBAGE,
        EMPTY,
        WITHOUT_CERTIFICATE,
        BROKEN_SIGNATURE,
        FAILING,
        ENDLESS,
        SILENT
    }

    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Instant now;
    private final X509Certificate ca;
    private final X509Certificate signer;
    private final KeyPair signing = pair();
    private volatile Manner manner = Manner.HONEST;
    private long serial = 1;

    /** @param now the time that it says it is */
    public InTestAuthority(Instant now) throws IOException {
        this.now = now;
        KeyPair root = pair();
        this.ca = certificate("CN=Root of " + System.identityHashCode(this), root, root, true, null);
        this.signer = certificate("CN=Clock", signing, root, false, KeyPurposeId.id_kp_timeStamping);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/tsr", exchange -> {
            byte[] request = exchange.getRequestBody().readAllBytes();
            Manner how = manner;
            if (how == Manner.SILENT) {
                awaitEnd();
            }
            if (how == Manner.FAILING) {
                exchange.sendResponseHeaders(500, -1);
            } else {
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    for (int i = 0; how == Manner.ENDLESS && i < 200; i++) {
                        out.write(new byte[1_024]);
                    }
                    out.write(answer(request, how));
                }
            }
            exchange.close();
        });
        server.start();
    }

    private void awaitEnd() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsr");
    }

    public X509Certificate ca() {
        return ca;
    }

    public void answers(Manner next) {
        manner = next;
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certificate(String name, KeyPair of, KeyPair by, boolean isCa, KeyPurposeId purpose)
            throws IOException {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    isCa
                            ? new X500Name(name)
                            : X500Name.getInstance(ca.getSubjectX500Principal().getEncoded()),
                    BigInteger.valueOf(serial++),
                    Date.from(now.minusSeconds(3_600)),
                    Date.from(now.plusSeconds(3_600)),
                    new X500Name(name),
                    of.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
        } catch (GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it says to this request. */
    public byte[] answer(byte[] asked, Manner how) throws IOException {
        try {
            if (how == Manner.GARBAGE || how == Manner.ENDLESS) {
                return "<html>Welcome to the airport's network</html>".getBytes(StandardCharsets.UTF_8);
            }
            if (how == Manner.EMPTY) {
                return new byte[0];
            }
            TimeStampRequest request = new TimeStampRequest(asked);
            if (how == Manner.OF_ANOTHER_DIGEST || how == Manner.OF_ANOTHER_NONCE) {
                TimeStampRequestGenerator other = new TimeStampRequestGenerator();
                other.setCertReq(true);
                request = how == Manner.OF_ANOTHER_NONCE
                        ? other.generate(TSPAlgorithms.SHA256, request.getMessageImprintDigest(), BigInteger.TEN)
                        : other.generate(TSPAlgorithms.SHA256, new byte[32], request.getNonce());
            }
            TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", signing.getPrivate(), signer),
                    new JcaDigestCalculatorProviderBuilder()
                            .build()
                            .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                    POLICY);
            if (how != Manner.WITHOUT_CERTIFICATE) {
                tokens.addCertificates(new JcaCertStore(List.of(signer, ca)));
            }
            TimeStampResponseGenerator responses =
                    new TimeStampResponseGenerator(tokens, Set.of(TSPAlgorithms.SHA256.getId()));
            byte[] answer = how == Manner.REFUSING
                    ? responses
                            .generateFailResponse(PKIStatus.REJECTION, PKIFailureInfo.systemFailure, "not today")
                            .getEncoded()
                    : responses
                            .generate(request, BigInteger.valueOf(serial++), Date.from(now))
                            .getEncoded();
            if (how == Manner.BROKEN_SIGNATURE) {
                answer[answer.length - 1] ^= 1;
            }
            return answer;
        } catch (GeneralSecurityException | OperatorException | TSPException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
