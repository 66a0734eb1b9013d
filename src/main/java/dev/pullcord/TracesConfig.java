package dev.pullcord;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Traces, for whoever runs a tracing system.
 *
 * @param endpoint where OpenTelemetry's OTLP over HTTP is taken, {@code …/v1/traces}; default none: nothing is traced
 * @param token is sent there as {@code Authorization: Bearer}, default none. Secret
 * @param oneIn of so many calls one is traced, default 20
 */
record TracesConfig(Optional<URI> endpoint, Optional<Config.Secret> token, int oneIn) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    TracesConfig {
        endpoint.ifPresent(url -> Config.require(
                Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                        && url.getHost() != null
                        && url.getRawUserInfo() == null,
                "traces.endpoint",
                url.getScheme() + "://…",
                "no http(s) URL without credentials in it"));
        Config.require(
                token.isEmpty() || endpoint.isPresent(), "traces.token", "(secret)", "set, and traces.endpoint is not");
        Config.require(oneIn >= 1 && oneIn <= 1_000_000, "traces.oneIn", oneIn, "outside 1 … 1000000");
    }

    static TracesConfig defaults() {
        return new TracesConfig(Optional.empty(), Optional.empty(), 20);
    }

    /** Reaches nobody before there is something to send; what cannot be sent is dropped. */
    Traces open() {
        if (endpoint.isEmpty()) {
            return Traces.OFF;
        }
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.get().toString())
                .setTimeout(PATIENCE);
        token.ifPresent(secret -> exporter.addHeader("authorization", "Bearer " + secret.value()));
        return traces(BatchSpanProcessor.builder(exporter.build()).build(), oneIn);
    }

    /** Whoever calls may say that a call is not to be traced, but not that it is: else anybody could have all of them. */
    static Traces traces(SpanProcessor processor, int oneIn) {
        TraceLogs.begin();
        Sampler share = Sampler.traceIdRatioBased(1.0 / oneIn);
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "pullcord")))
                .setSampler(Sampler.parentBasedBuilder(share)
                        .setRemoteParentSampled(share)
                        .build())
                .addSpanProcessor(processor)
                .build();
        return Traces.by(
                OpenTelemetrySdk.builder().setTracerProvider(provider).build(),
                () -> provider.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
}
