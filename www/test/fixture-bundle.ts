/** Stand-ins for scenarios/, for pages and tests that run on the fixture. */
export const bundled: Record<string, string> = {
  "rotherham-2019.toml": '# invented, for tests only\nframework = "frameworks/england.toml"\ncouncil = "councils/rotherham-2019.toml"\noptions = "options/rotherham.toml"\n\n[about]\ntitle = "A test scenario"\n',
  "frameworks/england.toml": 'format = 1\n\n[[levels]]\nid = "universal"\nname = "Universal"\n',
  "councils/rotherham-2019.toml": "format = 1\n\n[programmes.intensive]\nstaff = 34\nprobability = 0.4\n",
  "options/rotherham.toml": 'format = 1\n\n[[options]]\nid = "current-offer"\nname = "Current offer continues"\n',
};
