package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
    /** Every setting: its default, and another value that it takes. */
    private static final Map<String, String[]> EVERY = new LinkedHashMap<>();

    static {
        EVERY.put("server.host", new String[] {"127.0.0.1", "0.0.0.0"});
        EVERY.put("server.port", new String[] {"8080", "18080"});
        EVERY.put("server.managementHost", new String[] {"127.0.0.1", "::1"});
        EVERY.put("server.managementPort", new String[] {"8081", "0"});
        EVERY.put("server.publicUrl", new String[] {"", "https://desk.example"});
        EVERY.put("server.drainTimeout", new String[] {"30s", "5s"});
        EVERY.put("data", new String[] {"./data", "/var/lib/pullcord"});
        EVERY.put("node", new String[] {"", "desk-1"});
        EVERY.put("sealFile", new String[] {"", "seal-of-all.json"});
        EVERY.put("keys.store", new String[] {"none", "file"});
        EVERY.put("keys.place", new String[] {"", "/var/lib/pullcord-keys"});
        EVERY.put("archive.dir", new String[] {"", "/var/lib/pullcord-archive"});
        EVERY.put("archive.after", new String[] {"200d", "365d"});
        EVERY.put("evidence.timeStampUrl", new String[] {"", "https://tsa.example/tsr"});
        EVERY.put("filings.establishment", new String[] {"", "DE"});
        EVERY.put("redis.url", new String[] {"", "rediss://redis.example:6379"});
        EVERY.put("redis.cluster", new String[] {"false", "true"});
        EVERY.put("redis.user", new String[] {"", "pullcord"});
        EVERY.put("redis.password", new String[] {"", "correct horse"});
        EVERY.put("redis.caFile", new String[] {"", "/etc/pullcord/ca.pem"});
        EVERY.put("redis.fsync", new String[] {"always", "no"});
        EVERY.put("redis.binary", new String[] {"", "/usr/bin/valkey-server"});
        EVERY.put("redis.prefix", new String[] {"pullcord", "pullcord-test"});
        EVERY.put("redis.commandTimeout", new String[] {"2s", "500ms"});
        EVERY.put("intake.maxBody", new String[] {"1048576", "65536"});
        EVERY.put("intake.maxEvents", new String[] {"500", "50"});
        EVERY.put("intake.eventsPerSecond", new String[] {"5000", "100"});
        EVERY.put("intake.dedupeWindow", new String[] {"7d", "36h"});
        EVERY.put("intake.partitions", new String[] {"16", "64"});
        EVERY.put("intake.webhookTolerance", new String[] {"5m", "90s"});
        EVERY.put("intake.browserOrigins", new String[] {"", "https://app.example, http://127.0.0.1:8000"});
        EVERY.put("fold.batchSize", new String[] {"256", "32"});
        EVERY.put("fold.partitionLease", new String[] {"6s", "10s"});
        EVERY.put("policy.pack", new String[] {"default", "eu-report-only"});
        EVERY.put("claims.lease", new String[] {"2m", "5m"});
        EVERY.put("claims.renewEvery", new String[] {"40s", "15s"});
        EVERY.put("signIn.idle", new String[] {"30m", "10m"});
        EVERY.put("signIn.longest", new String[] {"12h", "1h"});
        EVERY.put("oidc.issuer", new String[] {"", "https://id.example"});
        EVERY.put("oidc.clientId", new String[] {"", "pullcord"});
        EVERY.put("oidc.clientSecret", new String[] {"", "battery staple"});
        EVERY.put("oidc.scope", new String[] {"openid profile", "openid groups"});
        EVERY.put("oidc.groupsClaim", new String[] {"groups", "roles"});
        EVERY.put("oidc.roles", new String[] {"", "desk=moderator, desk leads=lead"});
        EVERY.put("oidc.audience", new String[] {"", "pullcord-api"});
        EVERY.put("oidc.platform", new String[] {"", "main"});
        EVERY.put("dispatch.attemptTimeout", new String[] {"10s", "3s"});
        EVERY.put("dispatch.firstDelay", new String[] {"1s", "250ms"});
        EVERY.put("dispatch.maxDelay", new String[] {"15m", "1h"});
        EVERY.put("dispatch.maxTries", new String[] {"34", "5"});
        EVERY.put("dispatch.allowPrivateAddresses", new String[] {"false", "true"});
        EVERY.put("audit.anchorFile", new String[] {"", "/mnt/elsewhere/anchors.ndjson"});
        EVERY.put("audit.anchorUrl", new String[] {"", "https://anchors.example/pullcord"});
        EVERY.put("audit.anchorToken", new String[] {"", "open sesame"});
        EVERY.put("audit.anchorEvery", new String[] {"1d", "6h"});
        EVERY.put("audit.verifyEvery", new String[] {"1d", "12h"});
        EVERY.put("notices.webhookUrl", new String[] {"", "https://ops.example/in"});
        EVERY.put("notices.webhookSecret", new String[] {"", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="});
        EVERY.put(
                "notices.pagerDutyUrl",
                new String[] {"https://events.pagerduty.com/v2/enqueue", "https://pager.example/v2/enqueue"});
        EVERY.put("notices.pagerDutyKey", new String[] {"", "routing key"});
        EVERY.put("notices.slackUrl", new String[] {"", "https://chat.example/hooks/1"});
        EVERY.put("notices.mailHost", new String[] {"", "mail.example"});
        EVERY.put("notices.mailPort", new String[] {"587", "465"});
        EVERY.put("notices.mailTls", new String[] {"required", "implicit"});
        EVERY.put("notices.mailUser", new String[] {"", "desk"});
        EVERY.put("notices.mailPassword", new String[] {"", "letter horse"});
        EVERY.put("notices.mailFrom", new String[] {"", "desk@example.com"});
        EVERY.put("notices.mailTo", new String[] {"", "leads@example.com"});
        EVERY.put("notices.quietHours", new String[] {"", "22:00-07:00 Europe/Berlin"});
        EVERY.put("traces.endpoint", new String[] {"", "https://traces.example/v1/traces"});
        EVERY.put("traces.token", new String[] {"", "open barley"});
        EVERY.put("traces.oneIn", new String[] {"20", "7"});
        EVERY.put("log.level", new String[] {"info", "debug"});
    }

    @TempDir
    Path folder;

    @Test
    void everySettingHasTheDefaultThatIsListedHere() {
        Map<String, String> defaults = new LinkedHashMap<>();
        new SettingLayers(Config.defaults())
                .settings()
                .forEach(setting -> defaults.put(setting.key(), SettingText.of(setting.fallback())));

        Map<String, String> listed = new LinkedHashMap<>();
        EVERY.forEach((key, values) -> listed.put(key, values[0]));
        assertThat(defaults).containsExactlyEntriesOf(listed);
    }

    @Test
    void nothingSetIsTheDefaults() {
        assertThat(load(Map.of())).isEqualTo(Config.defaults());
    }

    @Test
    void everySettingIsReachableByEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>();
        new SettingLayers(Config.defaults())
                .settings()
                .forEach(setting -> environment.put(setting.variable(), EVERY.get(setting.key())[1]));

        Config config = load(environment);

        assertThat(environment).hasSize(EVERY.size()).containsKeys("PULLCORD_REDIS_CA_FILE", "PULLCORD_DATA");
        new SettingLayers(config).settings().forEach(setting -> {
            String wanted = setting.secret() ? "(secret)" : EVERY.get(setting.key())[1];
            assertThat(SettingText.of(setting.fallback())).as(setting.key()).isEqualTo(wanted);
        });
        assertThat(config.redis().url()).contains(new Config.Secret("rediss://redis.example:6379"));
        assertThat(config.redis().password()).contains(new Config.Secret("correct horse"));
    }

    @Test
    void everySettingIsReachableByFile() throws IOException {
        StringBuilder yaml = new StringBuilder();
        String[] section = {""};
        EVERY.forEach((key, values) -> {
            String[] path = key.split("\\.", 2);
            if (path.length == 2 && !path[0].equals(section[0])) {
                yaml.append(path[0]).append(":\n");
            }
            section[0] = path.length == 2 ? path[0] : "";
            yaml.append(path.length == 2 ? "  " : "")
                    .append(path[path.length - 1])
                    .append(": ")
                    .append(values[1].startsWith(":") ? "'" + values[1] + "'" : values[1])
                    .append('\n');
        });

        Map<String, String> environment = new LinkedHashMap<>();
        new SettingLayers(Config.defaults())
                .settings()
                .forEach(setting -> environment.put(setting.variable(), EVERY.get(setting.key())[1]));
        assertThat(loadFile(yaml.toString())).isEqualTo(load(environment));
    }

    @Test
    void flagsStandOverTheEnvironmentThatOverTheFileThatOverThePresets() throws IOException {
        Path file = write("server: {port: 3, managementPort: 3}\nfold: {batchSize: 3}\n");

        Config config = Config.load(
                Map.of("server.port", "4", "server.managementPort", "4", "fold.batchSize", "4", "log.level", "warn"),
                Optional.of(file),
                Map.of("PULLCORD_SERVER_PORT", "2", "PULLCORD_SERVER_MANAGEMENT_PORT", "2"),
                Map.of("server.port", "1"));

        assertThat(config.server().port()).isEqualTo(1);
        assertThat(config.server().managementPort()).isEqualTo(2);
        assertThat(config.fold().batchSize()).isEqualTo(3);
        assertThat(config.log().level()).isEqualTo(Config.LogLevel.WARN);
        assertThat(config.claims()).isEqualTo(Config.defaults().claims());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PULLCORD_SERVER_PORT          | abc       | server.port: 'abc' is not a whole number",
                "PULLCORD_SERVER_PORT          | 65536     | server.port: '65536' is outside 0 … 65535",
                "PULLCORD_SERVER_PORT          | 99999999999 | server.port: '99999999999' is not a whole number",
                "PULLCORD_SERVER_PORT          | 8081      | server.managementPort: '8081' is server.port too",
                "PULLCORD_SERVER_HOST          | ' '       | server.host: ' ' is empty",
                "PULLCORD_CLAIMS_LEASE         | 90        | claims.lease: '90' is not a duration: a whole number and one of",
                "PULLCORD_CLAIMS_LEASE         | -5m       | claims.lease: '-5m' is not a duration",
                "PULLCORD_CLAIMS_LEASE         | 2h        | claims.lease: '2h' is outside 1s … 1h",
                "PULLCORD_CLAIMS_LEASE         | 60s       | claims.renewEvery: '40s' is more than half of claims.lease, 60 s (default)",
                "PULLCORD_DISPATCH_MAX_DELAY   | 500ms     | dispatch.maxDelay: '500ms' is outside 1s … 1d",
                "PULLCORD_REDIS_FSYNC          | sometimes | redis.fsync: 'sometimes' is none of always, everysec, no",
                "PULLCORD_REDIS_FSYNC          | ALWAYS    | redis.fsync: 'ALWAYS' is none of always, everysec, no",
                "PULLCORD_REDIS_CLUSTER        | yes       | redis.cluster: 'yes' is neither true nor false",
                "PULLCORD_REDIS_CLUSTER        | true      | redis.cluster: 'true' is for an external Redis",
                "PULLCORD_REDIS_USER           | someone   | redis.user: 'someone' is without redis.password",
                "PULLCORD_INTAKE_PARTITIONS    | 0         | intake.partitions: '0' is outside 1 … 4096",
                "PULLCORD_NODE                 | a b       | node: 'a b' is not of",
                "PULLCORD_REDIS_ULR            | redis://x | PULLCORD_REDIS_ULR: no setting has this environment variable; "
                        + "there is PULLCORD_REDIS_URL",
            })
    void aBadValueNamesKeyValueAndWhatIsAllowed(String variable, String value, String message) {
        BadSettings bad = refusal(Map.of(variable, value));

        assertThat(bad).hasMessageStartingWith(message).hasMessageNotContaining("\n");
        assertThat(bad.exitCode()).isEqualTo(Main.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'redis: {ulr: x}'            | redis.ulr: is no setting; there is redis.url",
                "'redis: {url: {a: b}}'       | redis.url: takes one value",
                "'redis: {caFile: [a, b]}'    | redis.caFile: takes one value",
                "'redis: redis://x'           | redis: is a section of settings, not one",
                "'server: {port: 8080.5}'     | server.port: '8080.5' is not a whole number",
                "'server: {port: \"\"}'       | server.port: '' is not a whole number",
                "'data: \"\"'                 | data: '' is not a path",
                "'colour: red'                | colour: is no setting; there is c",
                "'- a'                        | ",
            })
    void aBadFileNamesKeyAndFile(String yaml, String message) throws IOException {
        Path file = write(yaml);

        BadSettings bad = catchThrowableOfType(
                BadSettings.class, () -> Config.load(Map.of(), Optional.of(file), Map.of(), Map.of()));

        assertThat(bad).hasMessageContaining(message == null ? "holds no settings" : message);
        assertThat(bad).hasMessageContaining(file.toString());
        assertThat(bad.exitCode()).isEqualTo(Main.FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis: {password: hunter2",
                "redis:\n  password: hunter2\n  password: hunter2",
                "a: hunter2\n---\nb: 1"
            })
    void aFileThatIsNoYamlIsRefusedWithoutBeingQuoted(String yaml) throws IOException {
        Path file = write(yaml);

        assertThatThrownBy(() -> Config.load(Map.of(), Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(Failed.class)
                .hasMessageStartingWith(file + ": line ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none.yaml");

        assertThatThrownBy(() -> Config.load(Map.of(), Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(Failed.class)
                .hasMessage(file + ": there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "redis:\n", "redis:\n  url:\n", "---\n"})
    void aFileThatSetsNothingChangesNothing(String yaml) throws IOException {
        assertThat(loadFile(yaml)).isEqualTo(Config.defaults());
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        BadSettings bad =
                refusal(Map.of("PULLCORD_SERVER_PORT", "x", "PULLCORD_FOLD_BATCH_SIZE", "0", "PULLCORD_NO_SUCH", "1"));

        assertThat(bad.getMessage().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("server.port: "))
                .anyMatch(line -> line.startsWith("fold.batchSize: "))
                .anyMatch(line -> line.startsWith("PULLCORD_NO_SUCH: "));
    }

    @Test
    void aBadFlagIsWrongUsage() {
        BadSettings bad = catchThrowableOfType(
                BadSettings.class,
                () -> Config.load(Map.of(), Optional.empty(), Map.of(), Map.of("server.port", "http")));

        assertThat(bad).hasMessage("server.port: 'http' is not a whole number (command line)");
        assertThat(bad.exitCode()).isEqualTo(Main.WRONG_USAGE);
    }

    @Test
    void secretsAreNeverShown() {
        Config config =
                load(Map.of("PULLCORD_REDIS_URL", "redis://u:hunter2@localhost", "PULLCORD_REDIS_PASSWORD", "hunter2"));

        assertThat(config.toString()).contains("(secret)").doesNotContain("hunter2");
        assertThat(refusal(Map.of("PULLCORD_REDIS_URL", "http://u:hunter2@localhost")))
                .hasMessageStartingWith("redis.url: '(secret)' is not of redis://, rediss://")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aDurationIsAWholeNumberAndAUnit() throws Exception {
        assertThat(SettingText.parse(Duration.class, "1500ms")).isEqualTo(Duration.ofMillis(1500));
        assertThat(SettingText.parse(Duration.class, "90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(SettingText.parse(Duration.class, "15m")).isEqualTo(Duration.ofMinutes(15));
        assertThat(SettingText.parse(Duration.class, "6h")).isEqualTo(Duration.ofHours(6));
        assertThat(SettingText.parse(Duration.class, "30d")).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void anEmptyVariableSetsNothing() {
        assertThat(load(Map.of("PULLCORD_SERVER_PORT", "", "PULLCORD_REDIS_URL", "")))
                .isEqualTo(Config.defaults());
    }

    @Test
    void whatKubernetesPutsBesideAServiceOfOurNameIsNoSetting() {
        assertThat(load(Map.of(
                        "PULLCORD_PORT", "tcp://10.0.0.1:8080",
                        "PULLCORD_SERVICE_HOST", "10.0.0.1",
                        "PULLCORD_SERVICE_PORT", "8080",
                        "PULLCORD_SERVICE_PORT_HTTP", "8080",
                        "PULLCORD_PORT_8080_TCP_ADDR", "10.0.0.1",
                        "PULLCORD_REDIS_PORT", "tcp://10.0.0.2:6379",
                        "PULLCORD_REDIS_SERVICE_HOST", "10.0.0.2")))
                .isEqualTo(Config.defaults());
    }

    @Test
    void operatingListsEverySettingWithItsVariableAndItsDefault() throws IOException {
        List<String> wanted = new SettingLayers(Config.defaults())
                .settings().stream()
                        .map(setting -> {
                            String value = SettingText.of(setting.fallback());
                            String shown = value.isEmpty() ? "none" : "`" + value + "`";
                            return "| `" + setting.key() + "` | `" + setting.variable() + "` | " + shown;
                        })
                        .toList();
        Path operating = Path.of(System.getProperty("basedir", "src"), "docs", "operating.md");

        List<String> listed = Files.readAllLines(operating).stream()
                .filter(line -> line.matches("\\| `[a-zA-Z.]+` \\| `PULLCORD_.*"))
                .map(line -> line.replaceFirst("^((\\| [^|]+ ){3}).*", "$1").strip())
                .toList();

        assertThat(listed).isEqualTo(wanted);
    }

    private static Config load(Map<String, String> environment) {
        return Config.load(Map.of(), Optional.empty(), environment, Map.of());
    }

    private static BadSettings refusal(Map<String, String> environment) {
        return catchThrowableOfType(BadSettings.class, () -> load(environment));
    }

    private Config loadFile(String yaml) throws IOException {
        return Config.load(Map.of(), Optional.of(write(yaml)), Map.of(), Map.of());
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("pullcord.yaml"), yaml);
    }
}
