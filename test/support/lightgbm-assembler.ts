/** Small models of LightGBM, as text. */

/** Lines of a tree that differ from a split by feature 0 with two leaves; an empty one is left out. */
export type Lines = Readonly<Record<string, string>>;

const STUMP: Lines = {
  num_leaves: '2',
  num_cat: '0',
  split_feature: '0',
  split_gain: '1.5',
  threshold: '0.50000000000000011',
  decision_type: '2',
  left_child: '-1',
  right_child: '-2',
  leaf_value: '0.1 -0.1',
  leaf_weight: '5 5',
  leaf_count: '5 5',
  internal_value: '0',
  internal_weight: '0',
  internal_count: '10',
  is_linear: '0',
  shrinkage: '0.1',
};

export function lightgbm(lines: Lines = {}, end = 'end of trees\n'): string {
  const tree = Object.entries({ ...STUMP, ...lines })
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
  return (
    'tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\nmax_feature_idx=1\nobjective=regression\n' +
    `feature_names=Column_0 Column_1\nfeature_infos=[0:1] [0:1]\ntree_sizes=${tree.length + 9}\n\nTree=0\n${tree}\n\n${end}` +
    '\nfeature_importances:\nColumn_0=1\n\nparameters:\n[boosting: gbdt]\n[data: /home/someone/train.csv]\n\nend of parameters\n\npandas_categorical:null\n'
  );
}
