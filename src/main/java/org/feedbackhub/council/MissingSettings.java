package org.feedbackhub.council;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** Stops the start with a list of the settings that the configuration files ask for and nobody has given. */
public final class MissingSettings implements EnvironmentPostProcessor, Ordered {

    private static final String FROM_A_FILE = "Config resource";
    private static final Pattern NAMED = Pattern.compile("\\$\\{([^:}]+)}");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Set<String> missing = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source.getName().startsWith(FROM_A_FILE) && source instanceof EnumerablePropertySource<?> file) {
                for (String name : file.getPropertyNames()) {
                    collect(String.valueOf(file.getProperty(name)), environment, missing);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidConfiguration(
                    Path.of("environment"),
                    "",
                    "expected these settings, each as an environment variable or in a file that"
                            + " spring.config.additional-location names (see config/application-server.yaml): "
                            + String.join(", ", missing));
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    private static void collect(String value, ConfigurableEnvironment environment, Set<String> missing) {
        Matcher matcher = NAMED.matcher(value);
        while (matcher.find()) {
            if (!environment.containsProperty(matcher.group(1))) {
                missing.add(matcher.group(1));
            }
        }
    }
}
