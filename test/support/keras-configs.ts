/** Descriptions of Keras models as Keras 2 (`legacy`) and Keras 3 write them. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const keras = (module: string, name: string, config: Json): Json => ({
  module,
  class_name: name,
  config,
  registered_name: null,
});

/** A layer of Keras 3. */
export const layer = (name: string, config: Json, more: Readonly<Record<string, Json>> = {}): Json => ({
  module: 'keras.layers',
  class_name: name,
  config,
  registered_name: null,
  build_config: { input_shape: [null, 4] },
  ...more,
});

export const dense: Json = layer('Dense', {
  name: 'dense',
  trainable: true,
  dtype: keras('keras', 'DTypePolicy', { name: 'float32' }),
  units: 3,
  activation: 'relu',
  use_bias: true,
  kernel_initializer: keras('keras.initializers', 'GlorotUniform', { seed: null }),
});

const dropout: Json = layer('Dropout', { name: 'dropout', rate: 0.1, seed: null, noise_shape: null });

/** `config.json` of a `.keras` archive. */
export const sequential = (...layers: readonly Json[]): string =>
  JSON.stringify({
    module: 'keras',
    class_name: 'Sequential',
    config: {
      name: 'sequential',
      trainable: true,
      layers: [
        layer('InputLayer', { batch_shape: [null, 4], dtype: 'float32', name: 'input' }),
        dense,
        dropout,
        ...layers,
      ],
      build_input_shape: [null, 4],
    },
    registered_name: null,
    build_config: { input_shape: [null, 4] },
    compile_config: {
      optimizer: keras('keras.optimizers', 'Adam', { name: 'adam', learning_rate: 0.001 }),
      loss: { module: 'builtins', class_name: 'function', config: 'my_loss', registered_name: 'function' },
      metrics: ['accuracy'],
    },
  });

/** `model_config` of an HDF5 file. */
export const legacy = (...layers: readonly Json[]): string =>
  JSON.stringify({
    class_name: 'Sequential',
    config: {
      name: 'sequential',
      layers: [
        { class_name: 'InputLayer', config: { batch_input_shape: [null, 4], dtype: 'float32', name: 'input' } },
        { class_name: 'Dense', config: { name: 'dense', units: 3, activation: 'relu' } },
        ...layers,
      ],
    },
  });

export const METADATA = '{"keras_version": "3.5.0", "date_saved": "2025-01-01@00:00:00"}';
