package dev.functiongraph.async.server.config;

import dev.functiongraph.async.server.units.Units;
import io.smallrye.config.WithConverter;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.Converter;

/** A setting by its key, such as {@code data-dir}, with the type of its values. */
record Setting(String key, Method method) {
    private static final TreeMap<String, Setting> ALL = Stream.of(
                    HttpConfig.class, ExecutionConfig.class, StoreConfig.class)
            .flatMap(part -> Stream.of(part.getMethods()))
            .map(method -> new Setting(key(method.getName()), method))
            .collect(Collectors.toMap(Setting::key, Function.identity(), (one, other) -> one, TreeMap::new));

    /** The readers of values of the project's own kinds, by their type. */
    private static final Map<Type, Function<String, ?>> READERS = Map.of(
            boolean.class,
            Setting::yesOrNo,
            Duration.class,
            Units::duration,
            WebOrigin.class,
            WebOrigin::of,
            HostAddress.class,
            HostAddress::new,
            HostName.class,
            HostName::new,
            StoreUrl.class,
            StoreUrl::new,
            Secret.class,
            Secret::new);

    /** The converter of a type that is in {@link #READERS}. */
    static <T> Converter<T> converter(Class<T> type) {
        Function<String, ?> reader = reader(type);
        return text -> type.cast(reader.apply(text));
    }

    static Optional<Setting> of(String key) {
        return Optional.ofNullable(ALL.get(key));
    }

    static SortedSet<String> keys() {
        return Collections.unmodifiableSortedSet(ALL.navigableKeySet());
    }

    private static String key(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The reason why a value is refused, if it is. */
    Optional<String> problem(String value) {
        try {
            return ConfigValidator.problem(key, value, this::read);
        } catch (NumberFormatException e) {
            return Optional.of("'" + value + "' is not a whole number, or too large");
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Whether it may be given where nobody else sees it alone. */
    boolean isSecret() {
        return type() == Secret.class;
    }

    /** Without the {@code Optional} of one that may be absent. */
    private Type type() {
        Type type = method.getGenericReturnType();
        return type instanceof ParameterizedType optional ? optional.getActualTypeArguments()[0] : type;
    }

    private Object read(String value) {
        Type type = type();
        if (method.isAnnotationPresent(WithConverter.class)) {
            return Units.bytes(value);
        } else if (type == int.class || type == Integer.class) {
            return Integer.parseInt(value);
        } else if (type == long.class) {
            return Long.parseLong(value);
        } else if (type == Path.class) {
            return path(value);
        } else if (type instanceof ParameterizedType list) {
            Function<String, ?> reader = reader(list.getActualTypeArguments()[0]);
            return Stream.of(value.split(",", -1)).<Object>map(reader).toList();
        }
        return READERS.getOrDefault(type, Function.identity()).apply(value);
    }

    private static Function<String, ?> reader(Type type) {
        return Objects.requireNonNull(READERS.get(type), type::getTypeName);
    }

    private static boolean yesOrNo(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("'" + value + "' is neither true nor false");
        }
        return value.equals("true");
    }

    /** Of what a file's name may consist depends on the system and its locale. */
    private static Path path(String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not the name of a file", e);
        }
    }
}
