package org.feedbackhub.classification;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Has the version judge that the setting names, and without one the version that was adopted last on the present configuration,
 * whichever instance made it.
 */
public final class ModelInUse {

    /** What the setting says for the model of the configured examples alone. */
    static final String CONFIGURED = "configured";

    private static final Logger LOG = LoggerFactory.getLogger(ModelInUse.class);

    private final Judges judges;
    private final ModelVersions versions;
    private final String setting;
    private final MultiGauge info;

    /**
     * @param setting a version, {@link #CONFIGURED}, or empty for the one that was adopted
     * @throws IllegalStateException if there is no such version
     */
    ModelInUse(Judges judges, ModelVersions versions, String setting, MeterRegistry registry) {
        this.judges = judges;
        this.versions = versions;
        this.setting = setting.strip();
        this.info = MultiGauge.builder("hub.model.info")
                .description("The version of the model that judges")
                .register(registry);
        tell();
        use(wanted());
    }

    /** The version that judges in this instance. */
    public String version() {
        return judges.version();
    }

    /** The version of the configured examples alone. */
    String configured() {
        return judges.configured();
    }

    /** The versions without which this instance could not go on or go back. */
    Set<String> needed() {
        return Set.copyOf(List.of(version(), configured(), setting, adopted()));
    }

    /** Looks which one is to judge. While the database does not say, the one that does goes on. */
    public void follow() {
        try {
            use(wanted());
        } catch (DataAccessException e) {
            LOG.warn("event=model-look-failed cause=\"{}\"", e.getClass().getSimpleName());
        }
    }

    private String wanted() {
        if (setting.isEmpty()) {
            return adopted();
        }
        return setting.equals(CONFIGURED) ? configured() : setting;
    }

    private String adopted() {
        return versions.adopted(configured()).map(ModelVersion::version).orElse(configured());
    }

    private synchronized void use(String wanted) {
        if (wanted.equals(version())) {
            return;
        }
        if (wanted.equals(configured())) {
            judges.useConfigured();
        } else {
            Optional<Model> model = versions.model(wanted);
            judges.use(model.orElseThrow(() -> unknown(wanted)));
        }
        tell();
        LOG.info("event=model-in-use version={}", wanted);
    }

    private IllegalStateException unknown(String wanted) {
        return new IllegalStateException("hub.classification.model: there is no version " + wanted + ". There are "
                + CONFIGURED + versions.usable().stream().map(one -> ", " + one).reduce("", String::concat));
    }

    private void tell() {
        info.register(List.of(MultiGauge.Row.of(Tags.of("version", version()), 1)), true);
    }
}
