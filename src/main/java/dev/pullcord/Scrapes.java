package dev.pullcord;

import dev.pullcord.web.Management;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.otel.OpenTelemetrySpanContext;
import java.util.List;
import java.util.Properties;

/** What is scraped of a node. */
final class Scrapes {
    /** Micrometer has exemplars on the counts of histograms too, for which Prometheus before 2.43 refuses the whole scrape. */
    private static final PrometheusConfig ON_BUCKETS = new PrometheusConfig() {
        @Override
        public String get(String key) {
            return null;
        }

        @Override
        public Properties prometheusProperties() {
            Properties properties = new Properties();
            properties.setProperty("io.prometheus.exporter.exemplarsOnAllMetricTypes", "false");
            return properties;
        }
    };

    private Scrapes() {}

    /** Where calls are traced, what is measured in one remembers which: OpenMetrics' exemplars. */
    static PrometheusMeterRegistry registry(Traces traces) {
        return traces.on()
                ? new PrometheusMeterRegistry(
                        ON_BUCKETS, new PrometheusRegistry(), Clock.SYSTEM, new OpenTelemetrySpanContext())
                : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /** Where meters count: through Micrometer's own switchboard if the bench asks for it, which unplugs it in turns, to compare. */
    static MeterRegistry counting(PrometheusMeterRegistry registry) {
        if (!Boolean.getBoolean("pullcord.switchedMeters")) {
            return registry;
        }
        Metrics.addRegistry(registry);
        return Metrics.globalRegistry;
    }

    /** Makes a scrape for nobody: the first takes ten times as long as the second, and should not be somebody's. */
    static void warm(PrometheusMeterRegistry registry) {
        for (String form : List.of(Management.TEXT, Management.OPEN_METRICS)) {
            registry.scrape(form);
        }
    }

    /** What Micrometer knows of any process. */
    static void process(PrometheusMeterRegistry registry, JvmGcMetrics gc) {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
    }
}
