package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.register.Register;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that selects a version of the contract. */
final class ContractOption {
    @Option(
            names = "--contract",
            paramLabel = "VERSION",
            converter = RegisterConverter.class,
            description = "Only the requirements of this version of the contract; default: the newest one.")
    private Register register = Register.current();

    Register register() {
        return register;
    }

    /** The converter of a version to its requirements. */
    static final class RegisterConverter implements ITypeConverter<Register> {
        @Override
        public Register convert(String version) {
            try {
                return Register.of(version);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
