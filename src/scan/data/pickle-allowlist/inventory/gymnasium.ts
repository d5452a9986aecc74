import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const GYMNASIUM: readonly AllowGroup[] = [
  {
    source: 'gymnasium 1.3.0, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'gymnasium.error':
        'ClosedEnvironmentError CustomSpaceError DependencyNotInstalled DeprecatedEnv DeprecatedWrapper Error InvalidAction InvalidBound InvalidMetadata InvalidProbability MissingArgument NameNotFound NamespaceNotFound RegistrationError ResetNeeded UnregisteredEnv UnsupportedMode VersionNotFound',
    },
  },
  {
    source: 'gymnasium 1.3.0, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'gymnasium.envs.registration': 'VectorizeMode',
      'gymnasium.vector.async_vector_env': 'AsyncState',
      'gymnasium.vector.vector_env': 'AutoresetMode',
    },
  },
  {
    source: 'gymnasium 1.3.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'gymnasium.core': 'ActionWrapper Env ObservationWrapper RewardWrapper Wrapper',
      'gymnasium.envs.classic_control.acrobot': 'AcrobotEnv',
      'gymnasium.envs.classic_control.cartpole': 'CartPoleEnv CartPoleVectorEnv',
      'gymnasium.envs.classic_control.continuous_mountain_car': 'Continuous_MountainCarEnv',
      'gymnasium.envs.classic_control.mountain_car': 'MountainCarEnv',
      'gymnasium.envs.classic_control.pendulum': 'PendulumEnv',
      'gymnasium.envs.functional_jax_env': 'FunctionalJaxEnv FunctionalJaxVectorEnv',
      'gymnasium.envs.phys2d.cartpole': 'CartPoleFunctional CartPoleParams',
      'gymnasium.envs.phys2d.pendulum': 'PendulumFunctional PendulumParams',
      'gymnasium.envs.registration': 'EnvCreator EnvSpec VectorEnvCreator WrapperSpec',
      'gymnasium.envs.tabular.blackjack': 'BlackJackParams BlackjackFunctional EnvState',
      'gymnasium.envs.tabular.cliffwalking': 'CliffWalkingFunctional EnvState RenderStateType',
      'gymnasium.envs.toy_text.blackjack': 'BlackjackEnv',
      'gymnasium.envs.toy_text.cliffwalking': 'CliffWalkingEnv',
      'gymnasium.envs.toy_text.frozen_lake': 'FrozenLakeEnv',
      'gymnasium.envs.toy_text.taxi': 'TaxiEnv',
      'gymnasium.experimental.functional': 'FuncEnv',
      'gymnasium.spaces.box': 'Box',
      'gymnasium.spaces.discrete': 'Discrete',
      'gymnasium.spaces.graph': 'Graph GraphInstance',
      'gymnasium.spaces.multi_binary': 'MultiBinary',
      'gymnasium.spaces.multi_discrete': 'MultiDiscrete',
      'gymnasium.spaces.oneof': 'OneOf',
      'gymnasium.spaces.sequence': 'Sequence',
      'gymnasium.spaces.space': 'Space',
      'gymnasium.spaces.text': 'Text',
      'gymnasium.spaces.tuple': 'Tuple',
      'gymnasium.utils.record_constructor': 'RecordConstructorArgs',
      'gymnasium.vector.sync_vector_env': 'SyncVectorEnv',
      'gymnasium.vector.vector_env':
        'VectorActionWrapper VectorEnv VectorObservationWrapper VectorRewardWrapper VectorWrapper',
      'gymnasium.wrappers.atari_preprocessing': 'AtariPreprocessing',
      'gymnasium.wrappers.common': 'Autoreset OrderEnforcing PassiveEnvChecker RecordEpisodeStatistics TimeLimit',
      'gymnasium.wrappers.rendering': 'AddWhiteNoise HumanRendering ObstructView RenderCollection',
      'gymnasium.wrappers.stateful_action': 'RepeatAction StickyAction',
      'gymnasium.wrappers.stateful_observation':
        'DelayObservation FrameStackObservation MaxAndSkipObservation NormalizeObservation TimeAwareObservation',
      'gymnasium.wrappers.stateful_reward': 'NormalizeReward',
      'gymnasium.wrappers.transform_action': 'ClipAction DiscretizeAction RescaleAction TransformAction',
      'gymnasium.wrappers.transform_observation':
        'AddRenderObservation DiscretizeObservation DtypeObservation FilterObservation FlattenObservation GrayscaleObservation RescaleObservation ReshapeObservation ResizeObservation TransformObservation',
      'gymnasium.wrappers.transform_reward': 'ClipReward TransformReward',
      'gymnasium.wrappers.utils': 'RunningMeanStd',
      'gymnasium.wrappers.vector.common': 'RecordEpisodeStatistics',
      'gymnasium.wrappers.vector.dict_info_to_list': 'DictInfoToList',
      'gymnasium.wrappers.vector.rendering': 'HumanRendering',
      'gymnasium.wrappers.vector.stateful_observation': 'NormalizeObservation',
      'gymnasium.wrappers.vector.stateful_reward': 'NormalizeReward',
      'gymnasium.wrappers.vector.vectorize_action': 'ClipAction RescaleAction TransformAction VectorizeTransformAction',
      'gymnasium.wrappers.vector.vectorize_observation':
        'DtypeObservation FilterObservation FlattenObservation GrayscaleObservation RescaleObservation ReshapeObservation ResizeObservation TransformObservation VectorizeTransformObservation',
      'gymnasium.wrappers.vector.vectorize_reward': 'ClipReward TransformReward VectorizeTransformReward',
    },
  },
  {
    source: 'gymnasium 1.3.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'gymnasium.spaces.dict': 'Dict',
    },
  },
];
