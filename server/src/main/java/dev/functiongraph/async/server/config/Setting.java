package dev.functiongraph.async.server.config;

import dev.functiongraph.async.server.units.Units;
import io.smallrye.config.WithConverter;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.Converter;

/** A setting by its key, such as {@code data-dir}, with the type of its values. */
record Setting(String key, Method method) {
    private static final Map<String, Setting> ALL = Stream.of(
                    HttpConfig.class, ExecutionConfig.class, StoreConfig.class)
            .flatMap(part -> Stream.of(part.getMethods()))
            .map(method -> new Setting(key(method.getName()), method))
            .collect(Collectors.toMap(Setting::key, Function.identity()));

    /** How values of the project's own kinds are read, by their type. */
    private static final Map<Type, Function<String, ?>> CONVERTERS =
            Map.of(Duration.class, Units::duration, WebOrigin.class, WebOrigin::of, HostName.class, HostName::new);

    /** How a value of a type is read that stands in {@link #CONVERTERS}. */
    static <T> Converter<T> converter(Class<T> type) {
        return text -> type.cast(CONVERTERS.get(type).apply(text));
    }

    static Optional<Setting> of(String key) {
        return Optional.ofNullable(ALL.get(key));
    }

    private static String key(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What is wrong with a value as a text, where something is. */
    Optional<String> problem(String value) {
        try {
            read(value);
            return Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.of("'" + value + "' is not a whole number, or too large");
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(String value) throws ReflectiveOperationException {
        WithConverter converter = method.getAnnotation(WithConverter.class);
        Type type = method.getGenericReturnType();
        if (type instanceof ParameterizedType optional) {
            type = optional.getActualTypeArguments()[0];
        }
        if (converter != null) {
            converter.value().getDeclaredConstructor().newInstance().convert(value);
        } else if (type == int.class) {
            Integer.parseInt(value);
        } else if (type == long.class) {
            Long.parseLong(value);
        } else if (type == Path.class) {
            path(value);
        } else if (type instanceof ParameterizedType list) {
            Stream.of(value.split(",", -1)).forEach(CONVERTERS.get(list.getActualTypeArguments()[0])::apply);
        } else if (CONVERTERS.containsKey(type)) {
            CONVERTERS.get(type).apply(value);
        }
    }

    private static void path(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not the name of a file");
        }
    }
}
