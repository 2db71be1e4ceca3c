package dev.functiongraph.async.contract.zoo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** A change to one instruction or constant of a class, and the list of all that are possible. */
final class CodeEdit {
    private static final Map<Integer, Integer> OPPOSITE = Map.ofEntries(
            Map.entry(Opcodes.IFEQ, Opcodes.IFNE),
            Map.entry(Opcodes.IFNE, Opcodes.IFEQ),
            Map.entry(Opcodes.IFLT, Opcodes.IFGE),
            Map.entry(Opcodes.IFGE, Opcodes.IFLT),
            Map.entry(Opcodes.IFGT, Opcodes.IFLE),
            Map.entry(Opcodes.IFLE, Opcodes.IFGT),
            Map.entry(Opcodes.IF_ICMPEQ, Opcodes.IF_ICMPNE),
            Map.entry(Opcodes.IF_ICMPNE, Opcodes.IF_ICMPEQ),
            Map.entry(Opcodes.IF_ICMPLT, Opcodes.IF_ICMPGE),
            Map.entry(Opcodes.IF_ICMPGE, Opcodes.IF_ICMPLT),
            Map.entry(Opcodes.IF_ICMPGT, Opcodes.IF_ICMPLE),
            Map.entry(Opcodes.IF_ICMPLE, Opcodes.IF_ICMPGT));
    private static final Map<Integer, Integer> NEIGHBOR = Map.of(
            Opcodes.IFLT, Opcodes.IFLE,
            Opcodes.IFLE, Opcodes.IFLT,
            Opcodes.IFGT, Opcodes.IFGE,
            Opcodes.IFGE, Opcodes.IFGT,
            Opcodes.IF_ICMPLT, Opcodes.IF_ICMPLE,
            Opcodes.IF_ICMPLE, Opcodes.IF_ICMPLT,
            Opcodes.IF_ICMPGT, Opcodes.IF_ICMPGE,
            Opcodes.IF_ICMPGE, Opcodes.IF_ICMPGT);
    private static final int SMALL = 2;

    private final Class<?> edited;
    private final int wanted;
    private final List<Found> found = new ArrayList<>();

    /** @param wanted the number of the change that is made; -1 for none */
    CodeEdit(Class<?> edited, int wanted) {
        this.edited = edited;
        this.wanted = wanted;
    }

    /** A possible change. */
    record Found(String operator, String place, String method, String constant) {}

    List<Found> found() {
        return found;
    }

    ClassVisitor writing(ClassVisitor next) {
        return new ClassVisitor(Opcodes.ASM9, next) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                return isGenerated(name) ? method : new Editing(method, name, descriptor);
            }
        };
    }

    private boolean isGenerated(String method) {
        return edited.isRecord() && Set.of("toString", "hashCode", "equals").contains(method);
    }

    private final class Editing extends MethodVisitor {
        private final String method;
        private final String descriptor;
        private final Set<Label> passed = new HashSet<>();
        private int line;

        Editing(MethodVisitor next, String method, String descriptor) {
            super(Opcodes.ASM9, next);
            this.method = method;
            this.descriptor = descriptor;
        }

        /** Whether this change is the one that is made. */
        private boolean isWanted(String operator, String constant) {
            String place = "code " + edited.getSimpleName() + "." + method + ", line " + line;
            found.add(new Found(operator, place + (constant.isEmpty() ? "" : " " + constant), method, constant));
            return found.size() - 1 == wanted;
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
            super.visitLineNumber(number, start);
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (passed.contains(label)) {
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, Type.getInternalName(LoopLimit.class), "check", "()V", false);
            }
            int changed = opcode;
            if (OPPOSITE.containsKey(opcode) && isWanted("condition negated", "")) {
                changed = OPPOSITE.get(opcode);
            }
            if (NEIGHBOR.containsKey(opcode) && isWanted("bound moved by one", "")) {
                changed = NEIGHBOR.get(opcode);
            }
            super.visitJumpInsn(changed, label);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                super.visitIntInsn(opcode, operand);
            } else {
                int changed = operand;
                for (int more : new int[] {1, -1}) {
                    if (Math.abs(operand) > SMALL && isWanted("number changed by " + more, "" + operand)) {
                        changed = operand + more;
                    }
                }
                super.visitIntInsn(changed > Byte.MAX_VALUE ? Opcodes.SIPUSH : opcode, changed);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            Object changed = value;
            if (value instanceof Integer number) {
                for (int more : new int[] {1, -1}) {
                    if (isWanted("number changed by " + more, "" + number)) {
                        changed = number + more;
                    }
                }
            } else if (value instanceof String text) {
                for (TextEdits.Edit edit : TextEdits.of(text)) {
                    if (isWanted(edit.operator(), "\"" + text + "\"" + edit.place())) {
                        changed = edit.text();
                    }
                }
            }
            super.visitLdcInsn(changed);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.IRETURN && Type.getReturnType(descriptor).equals(Type.BOOLEAN_TYPE)) {
                for (boolean constant : new boolean[] {true, false}) {
                    if (isWanted("returns " + constant, "")) {
                        super.visitInsn(Opcodes.POP);
                        super.visitInsn(constant ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
                    }
                }
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String called, boolean isInterface) {
            boolean removable =
                    Type.getReturnType(called).equals(Type.VOID_TYPE) && !name.startsWith("<") && isOwn(owner);
            if (removable && isWanted("call left out", name)) {
                Type[] arguments = Type.getArgumentTypes(called);
                for (int i = arguments.length - 1; i >= 0; i--) {
                    super.visitInsn(arguments[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
                }
                if (opcode != Opcodes.INVOKESTATIC) {
                    super.visitInsn(Opcodes.POP);
                }
                return;
            }
            super.visitMethodInsn(opcode, owner, name, called, isInterface);
        }

        private boolean isOwn(String owner) {
            return owner.startsWith(CodeEdit.class.getPackageName().replace('.', '/'));
        }
    }
}
