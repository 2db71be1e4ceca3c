// A function that takes memory outside of its heap.
exports.buffers = async () => {
  const taken = [];
  for (let i = 1; i < 64; i++) {
    taken.push(Buffer.alloc(16 << 20, i));
  }
  return taken.length;
};
